import * as audit from '../audit/audit.service.ts'
import { instant } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import * as accounts from './accounts.repository.ts'
import type { AccountParts } from './accounts.service.ts'
import { type Holder, sealHolder } from './holder.ts'
import { identifiersOf } from './identifier.ts'
import { sealedColumns } from './sealed-columns.ts'

/** An account as another register hands it over; a level never comes with it, only evidence gives one. */
export interface AccountImport {
  readonly phoneNumber: string
  readonly username?: string
  readonly holder?: Holder
}

/** Takes an account over from another register; the answer is its id, also when it was here already. */
export async function importAccount(parts: AccountParts, account: AccountImport): Promise<string> {
  const { database, clock, personal } = parts
  const identifiers = identifiersOf(personal)
  const { phoneNumber, username, holder } = account
  const now = clock.now()
  const at = instant(now)
  return database.write(async (tx) => {
    const known = await accounts.ownerOf(tx, identifiers.phone(phoneNumber))
    if (known !== undefined) return known
    const id = newId(now)
    const { seal } = sealedColumns(personal, id)
    const sealedUsername = username === undefined ? null : seal('username', username)
    await accounts.insertAccount(tx, { id, sealedPhone: seal('phone', phoneNumber), sealedUsername, createdAt: at })
    const claim = (kind: 'phone' | 'username' | 'document', hash: string) =>
      accounts.claim(tx, { hash, kind, accountId: id, claimedAt: at })
    await claim('phone', identifiers.phone(phoneNumber))
    if (username !== undefined) await claim('username', identifiers.username(username))
    if (holder) {
      const documentHash = identifiers.document(holder.type, holder.documentNumber)
      await claim('document', documentHash)
      const sealedHolder = sealHolder(personal, id, holder)
      const binding = {
        accountId: id,
        documentHash,
        documentType: holder.type,
        sealedHolder,
        recordId: null,
        boundAt: at,
      }
      await accounts.keepBinding(tx, binding)
    }
    const event = { actor: 'command', action: 'account.imported', subject: id, detail: {}, at } as const
    await audit.record(tx, audit.COMMAND_HOME, event)
    return id
  })
}
