import type { AuditEntry, AuditSearch } from '../contract/console.ts'
import type { ReplyOf } from '../contract/route.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { AdminCaller } from '../platform/http/caller.ts'
import { parseJson } from '../platform/schema.ts'
import type { AuditLine } from './audit-line.ts'
import { searchLines } from './audit-search.repository.ts'
import { CONSOLE_HOME, record } from './audit.service.ts'

/** Lines on one page. */
const PAGE = 50

function entryOf({ home, seq, at, actor, action, subject, detail }: AuditLine): AuditEntry {
  return { home, seq: Number(seq), at, actor, action, subject, detail: parseJson(detail) as AuditEntry['detail'] }
}

/** One page of the audit, newest first; that somebody looked, and by which filters, is a line itself. */
export async function searchAudit(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { staffId }: AdminCaller,
  search: Omit<AuditSearch, 'staffNumber'> & { readonly staff?: string },
): Promise<ReplyOf<'searchAudit'>> {
  const lines = await searchLines(database.reader, search, PAGE + 1)
  const filters = Object.keys(search).filter((name) => name !== 'after')
  const event = {
    actor: `staff:${staffId}`,
    action: 'audit.searched',
    subject: search.account ?? search.kiosk ?? search.staff ?? 'all',
    detail: { filters: filters.sort().join(' ') },
    at: instant(clock.now()),
  } as const
  if (!search.after) await database.write((tx) => record(tx, CONSOLE_HOME, event))
  return { lines: lines.slice(0, PAGE).map(entryOf), isMore: lines.length > PAGE }
}
