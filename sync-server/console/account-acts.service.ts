import { countedNames, stateOf } from '../accounts/account-file.service.ts'
import { freeze, unfreeze } from '../accounts/freezing.service.ts'
import * as audit from '../audit/audit.service.ts'
import type { AccountFile, Because, FreezeReason } from '../contract/console.ts'
import { onlineCheckKinds } from '../contract/evidence.ts'
import { Problem } from '../contract/failure.ts'
import { giveNotice } from '../notices/notices.service.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import type { AdminCaller } from '../platform/http/caller.ts'
import { endAllOf } from '../sessions/sessions.service.ts'
import { accountFile } from './account-files.service.ts'
import type { ConsoleParts } from './console-parts.ts'

/** Who acts on which account, and why. */
interface Act<B = Because> {
  readonly caller: AdminCaller
  readonly accountId: string
  readonly because: B
}
type Line = Pick<audit.AuditEvent, 'action' | 'detail'>

/** Does an act on an account that is not closed, with its line in the audit; the answer is the account afterwards. */
async function act(
  parts: ConsoleParts,
  { caller, accountId, because }: Act<{ reason: string; reference?: string }>,
  work: (tx: Transaction) => Promise<Line | undefined>,
): Promise<AccountFile> {
  await parts.database.write(async (tx) => {
    const state = await stateOf(tx, accountId)
    if (state === undefined) throw new Problem('console.account-not-found')
    if (state === 'deregistered') throw new Problem('account.deregistered')
    const line = await work(tx)
    if (!line) return
    const about = { actor: `staff:${caller.staffId}`, subject: accountId, at: instant(parts.clock.now()) }
    await audit.record(tx, audit.CONSOLE_HOME, { ...about, ...line, detail: { ...line.detail, ...because } })
  })
  return accountFile(parts, accountId)
}

/** 冻结: every session ends and the owner is told. Repeating changes nothing. Throws account.deregistered. */
export function freezeAccount(
  parts: ConsoleParts,
  given: Act<{ reason: FreezeReason; reference?: string }>,
): Promise<AccountFile> {
  const { accountId, caller, because } = given
  return act(parts, given, async (tx) => {
    const { reason, reference } = because
    if (!(await freeze(tx, parts, { accountId, staffId: caller.staffId, reason, reference }))) return undefined
    const ended = await endAllOf(tx, accountId)
    await giveNotice(tx, parts, { accountId, kind: 'account-frozen' })
    return { action: 'account.frozen', detail: { ended } }
  })
}

/** 解冻, or the wish for it where a second administrator has to agree. Throws account.not-frozen, account.unfreezing-needs-another. */
export function unfreezeAccount(parts: ConsoleParts, given: Act): Promise<AccountFile> {
  const { accountId, caller } = given
  return act(parts, given, async (tx) => {
    const came = await unfreeze(tx, parts, { accountId, staffId: caller.staffId })
    if (came === 'asked') return { action: 'account.unfreezing-asked', detail: {} }
    await giveNotice(tx, parts, { accountId, kind: 'account-unfrozen' })
    return { action: 'account.unfrozen', detail: {} }
  })
}

/** Ends every session of the account. */
export function endAccountSessions(parts: ConsoleParts, given: Act): Promise<AccountFile> {
  return act(parts, given, async (tx) => {
    const ended = await endAllOf(tx, given.accountId)
    return { action: 'account.sessions-ended', detail: { ended } }
  })
}

/** What else of an account is counted like wrong passwords. */
const COUNTED = ['old-password', 'recovery-document', ...onlineCheckKinds]

/** Lets the owner try again at once, wherever wrong passwords or codes had to be waited for. */
export async function forgiveTries(parts: ConsoleParts, given: Act): Promise<AccountFile> {
  const { accountId } = given
  const file = await act(parts, given, () => Promise.resolve({ action: 'account.tries-forgiven', detail: {} }))
  const { hashes, phone, email } = await countedNames(parts, accountId)
  const addresses = [
    ...(phone === undefined ? [] : [{ channel: 'sms' as const, to: phone }]),
    ...(email === undefined ? [] : [{ channel: 'email' as const, to: email }]),
  ]
  const counted = COUNTED.map((what) => parts.personal.hash(what, accountId))
  await parts.challenges.forgive([...hashes, ...counted], addresses)
  return file
}

/** Tells the owner how to set a new password; the old one counts until then, and nobody else ever learns the new one. */
export function sendRecovery(parts: ConsoleParts, given: Act): Promise<AccountFile> {
  const { accountId } = given
  return act(parts, given, async (tx) => {
    await giveNotice(tx, parts, { accountId, kind: 'recovery-suggested' })
    return { action: 'account.recovery-sent', detail: {} }
  })
}
