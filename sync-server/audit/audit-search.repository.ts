import { type ExpressionBuilder, sql } from 'kysely'
import type { AuditPlace, AuditSearch } from '../contract/console.ts'
import type { Reader } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'
import type { AuditLine } from './audit-line.ts'

type Lines = ExpressionBuilder<Tables, 'audit'>
type Search = Omit<AuditSearch, 'staffNumber'> & { readonly staff?: string }

/** Said as the index on what staff did says it, so that the index is taken. */
const OF_STAFF = sql<string>`substr(actor, 1, 6)`

/** Lines before a place, in the order of time, then of homes, then of each chain. */
function earlierThan(line: Lines, { at, home, seq }: AuditPlace) {
  const isSameTime = line('at', '=', at)
  return [
    line('at', '<', at),
    line.and([isSameTime, line('home', '<', home)]),
    line.and([isSameTime, line('home', '=', home), line('seq', '<', seq)]),
  ]
}

/** Newest lines first that all filters let through; `after` goes on where a page ended. */
export function searchLines(reader: Reader, search: Search, most: number): Promise<readonly AuditLine[]> {
  const { account, kiosk, staff, action, from, until, after } = search
  let query = reader.kysely.selectFrom('audit').selectAll()
  if (account !== undefined) query = query.where('subject', '=', account)
  if (kiosk !== undefined) query = query.where('home', '=', kiosk)
  if (staff !== undefined) query = query.where('actor', '=', `staff:${staff}`).where(OF_STAFF, '=', 'staff:')
  if (action !== undefined) query = query.where('action', '=', action)
  if (from !== undefined) query = query.where('at', '>=', from)
  if (until !== undefined) query = query.where('at', '<', until)
  if (after) query = query.where((line) => line.or(earlierThan(line, after)))
  return query.orderBy('at', 'desc').orderBy('home', 'desc').orderBy('seq', 'desc').limit(most).execute()
}
