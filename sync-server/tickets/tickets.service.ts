import { Problem } from '../contract/failure.ts'
import type { Policy } from '../contract/policy.ts'
import { after, type Clock, instant } from '../platform/clock.ts'
import type { Database, Reader } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import { newCode } from '../platform/ids.ts'
import type { Change } from '../platform/notices/notices.ts'
import { collectFault, errandStateOf } from './ticket-rules.ts'
import type { Tickets, TicketWish } from './tickets.port.ts'
import * as tickets from './tickets.repository.ts'

/** What tickets stand on. */
export interface TicketParts {
  readonly database: Database
  readonly clock: Clock
  readonly policy: Policy
  /** The address under which citizens' phones know this server. */
  readonly origin: () => string
}

const SECOND_MS = 1000

function rowOf({ clock, policy }: TicketParts, wish: TicketWish, code: string) {
  const now = clock.now()
  const { purpose, runHash, kioskId, accountId = null } = wish
  const expiresAt = after(now, policy.account.ticketSeconds * SECOND_MS)
  return { purpose, runHash, kioskId, accountId, codeHash: sha256Hex(code), changedAt: instant(now), expiresAt }
}

/** The run's ticket when it can be collected; throws why it cannot. */
async function collectable(
  reader: Reader,
  clock: Clock,
  runHash: string,
): Promise<tickets.TicketRow & { accountId: string }> {
  const row = await tickets.ticketBy(reader, 'run_hash', runHash)
  const fault = collectFault(row, instant(clock.now()))
  if (fault) throw new Problem(fault)
  if (!row || row.accountId === null) throw new Error('a confirmed ticket without an account')
  return { ...row, accountId: row.accountId }
}

/** Tickets over the database: every step of their life is one conditional write, so that any number of servers agree. */
export function ticketsOf(parts: TicketParts): Tickets {
  const { database, clock } = parts
  return {
    issue(wish) {
      const code = newCode()
      return { code, commit: (tx) => tickets.replaceTicket(tx, rowOf(parts, wish, code)) }
    },
    async look(runHash, code) {
      const url = `${parts.origin()}/phone/#/t/${code}`
      const row = await tickets.ticketBy(database.reader, 'run_hash', runHash)
      const now = instant(clock.now())
      if (row?.codeHash !== sha256Hex(code)) return { url, state: 'expired', expiresAt: now }
      const { matchNumber, expiresAt } = row
      const state = errandStateOf(row, now)
      const isMatching = state === 'scanned' && matchNumber !== null
      return { url, state, expiresAt, ...(isMatching ? { matchNumber } : {}) }
    },
    confirmedBy: async (runHash) => (await collectable(database.reader, clock, runHash)).accountId,
    async collect(tx, runHash) {
      const row = await collectable(tx, clock, runHash)
      const used = { ...row, state: 'used', changedAt: instant(clock.now()) } as const
      if (!(await tickets.moveTicket(tx, row, used))) throw new Problem('ticket.used')
      return row.accountId
    },
  }
}

/** Runs of which another server process may have changed the ticket. */
export function ticketChanges(database: Database): (since: string) => Promise<readonly Change[]> {
  return (since) => tickets.changedSince(database.reader, since)
}
