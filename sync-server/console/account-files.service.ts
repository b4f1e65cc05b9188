import { accountFacts, accountSought, hashOfSought } from '../accounts/account-file.service.ts'
import { freezeOf } from '../accounts/freezing.service.ts'
import { appealsOfAccount } from '../appeals/appeals.service.ts'
import * as audit from '../audit/audit.service.ts'
import type { AccountFile, AccountSearch } from '../contract/console.ts'
import { Problem } from '../contract/failure.ts'
import { evidenceOfAccount } from '../levels/levels.service.ts'
import { giveNotice } from '../notices/notices.service.ts'
import { instant } from '../platform/clock.ts'
import type { AdminCaller } from '../platform/http/caller.ts'
import { sessionsOfAccount } from '../sessions/sessions.service.ts'
import { staffNumberOf } from '../staff/staff.service.ts'
import { linksOfAccount } from '../third-party/links.service.ts'
import type { ConsoleParts } from './console-parts.ts'

async function freezeIn({ database }: ConsoleParts, accountId: string): Promise<Pick<AccountFile, 'freeze'>> {
  const row = await freezeOf(database.reader, accountId)
  if (!row) return {}
  const { reason, reference, frozenBy, frozenAt: at, unfreezingAskedBy: asker } = row
  const by = await staffNumberOf(database.reader, frozenBy)
  const asked = asker === null ? {} : { unfreezingAskedBy: await staffNumberOf(database.reader, asker) }
  return { freeze: { reason, by, at, ...(reference === null ? {} : { reference }), ...asked } }
}

/** Everything that an administrator may see of an account, masked. Throws console.account-not-found. */
export async function accountFile(parts: ConsoleParts, accountId: string): Promise<AccountFile> {
  const facts = await accountFacts(parts, accountId)
  if (!facts) throw new Problem('console.account-not-found')
  const evidence = await evidenceOfAccount(parts.database.reader, accountId)
  const appeals = await appealsOfAccount(parts, accountId)
  return {
    ...facts,
    ...(await freezeIn(parts, accountId)),
    evidence: evidence.map(({ isCurrent, ...piece }) => ({ ...piece, isCurrent: isCurrent === 1 })),
    sessions: await sessionsOfAccount(parts, accountId),
    links: await linksOfAccount(parts, accountId),
    appeals: appeals.map(({ number, state, openedAt }) => ({ number, state, openedAt })),
  }
}

/**
 * Finds an account for an administrator who says why. The look leaves a line in the audit, also one that finds nothing, and its owner
 * reads of it in 消息通知; both are written before anything is shown. Throws console.account-not-found.
 */
export async function searchAccount(
  parts: ConsoleParts,
  { staffId }: AdminCaller,
  search: AccountSearch,
): Promise<AccountFile> {
  const { by, reason, reference } = search
  const accountId = await accountSought(parts, search)
  const at = instant(parts.clock.now())
  const detail = { by, reason, isFound: accountId !== undefined, ...(reference === undefined ? {} : { reference }) }
  const subject = accountId ?? hashOfSought(parts, search)
  await parts.database.write(async (tx) => {
    const event = { actor: `staff:${staffId}`, action: 'account.searched', subject, detail, at } as const
    await audit.record(tx, audit.CONSOLE_HOME, event)
    if (accountId !== undefined)
      await giveNotice(tx, parts, { accountId, kind: 'account-looked-up', detail: { reason }, isQuiet: true })
  })
  if (accountId === undefined) throw new Problem('console.account-not-found')
  return accountFile(parts, accountId)
}
