import * as audit from '../audit/audit.service.ts'
import { type FailureCode, Problem } from '../contract/failure.ts'
import { type ScannedTicket, type TicketPurpose, ticketPurposes, type TicketView } from '../contract/ticket.ts'
import { kioskPlace } from '../kiosks/kiosks.service.ts'
import { after, instant } from '../platform/clock.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { CitizenCaller } from '../platform/http/caller.ts'
import { newSecret } from '../platform/ids.ts'
import type { Notices } from '../platform/notices/notices.ts'
import { assertSignedIn } from '../sessions/sessions.service.ts'
import { drawMatch } from './draw-match.ts'
import { errandStateOf, heldFault, scanFault } from './ticket-rules.ts'
import * as tickets from './tickets.repository.ts'
import type { TicketRow } from './tickets.repository.ts'
import type { TicketParts } from './tickets.service.ts'

export type { TicketRow } from './tickets.repository.ts'

/** What a phone's side of a ticket stands on. */
export interface PhoneParts extends TicketParts {
  readonly notices: Pick<Notices, 'tell'>
}

/** What the phone says when it goes on: its secret, and the number that it saw on the kiosk. */
export interface Matching {
  readonly phoneToken: string
  readonly matchNumber: string
}

const SECOND_MS = 1000
/** How long a kiosk may take to collect what was confirmed. */
const COLLECT_MS = 60 * SECOND_MS
const choicesIn = (row: Pick<TicketRow, 'matchChoices'>): string[] => (row.matchChoices ?? '').split(',')

async function scannable(parts: PhoneParts, codeHash: string): Promise<TicketRow> {
  const row = await tickets.ticketBy(parts.database.reader, 'code_hash', codeHash)
  const fault = scanFault(row, instant(parts.clock.now()))
  if (fault || !row) throw new Problem(fault ?? 'ticket.unknown')
  return row
}

/**
 * Gives a ticket to the phone that scans it first, and draws the number that both screens show (manual 1.2.3). Throws ticket.*
 * for every other phone, too late, or again.
 */
export async function scanTicket(parts: PhoneParts, code: string): Promise<ScannedTicket> {
  const codeHash = sha256Hex(code)
  const { runHash, purpose, kioskId } = await scannable(parts, codeHash)
  const phoneToken = newSecret()
  const { matchNumber, matchChoices } = drawMatch()
  const now = parts.clock.now()
  const expiresAt = after(now, ticketPurposes[purpose].secondsAfterScan * SECOND_MS)
  const taken = { codeHash, phoneHash: sha256Hex(phoneToken), matchNumber, changedAt: instant(now), expiresAt }
  if (!(await tickets.takeTicket(parts.database, { ...taken, matchChoices: matchChoices.join(',') }))) {
    await scannable(parts, codeHash)
    throw new Problem('ticket.taken')
  }
  parts.notices.tell(runHash)
  const place = await kioskPlace(parts.database.reader, kioskId)
  return { purpose, ...place, matchChoices: [...matchChoices], expiresAt, phoneToken }
}

/** How a ticket stands, for the phone that has it. Throws ticket.unknown once the kiosk has left or replaced it. */
export async function readTicket(parts: PhoneParts, phoneToken: string): Promise<TicketView> {
  const { reader } = parts.database
  const row = await tickets.ticketBy(reader, 'phone_hash', sha256Hex(phoneToken))
  if (!row) throw new Problem('ticket.unknown')
  const place = await kioskPlace(reader, row.kioskId)
  const state = errandStateOf(row, instant(parts.clock.now()))
  const { purpose, expiresAt } = row
  return { purpose, ...place, matchChoices: choicesIn(row), expiresAt, state }
}

/** The ticket that a phone goes on with, for a purpose. Throws ticket.* when it cannot. */
export async function heldTicket(
  reader: Reader,
  { clock }: Pick<PhoneParts, 'clock'>,
  held: { phoneToken: string; purpose: TicketPurpose },
): Promise<TicketRow> {
  const row = await tickets.ticketBy(reader, 'phone_hash', sha256Hex(held.phoneToken))
  const fault = row?.purpose === held.purpose ? heldFault(row, instant(clock.now())) : 'ticket.unknown'
  if (fault || !row) throw new Problem(fault ?? 'ticket.unknown')
  return row
}

async function cancelIn(tx: Transaction, { clock }: Pick<PhoneParts, 'clock'>, row: TicketRow): Promise<void> {
  await tickets.moveTicket(tx, row, { ...row, state: 'cancelled', changedAt: instant(clock.now()) })
}

/**
 * Confirms a ticket inside a transaction; another number than the kiosk's cancels it instead, and the fault is the answer: throw
 * it only after the commit, and tell the notices of `runHash` then. Repeating a confirmation changes nothing.
 */
export async function confirmIn(
  tx: Transaction,
  parts: Pick<PhoneParts, 'clock'>,
  what: Matching & { readonly purpose: TicketPurpose; readonly accountId: string },
): Promise<{ readonly fault?: FailureCode; readonly runHash: string; readonly kioskId: string | null }> {
  const known = await tickets.ticketBy(tx, 'phone_hash', sha256Hex(what.phoneToken))
  if (known?.state === 'confirmed' && known.purpose === what.purpose && known.accountId === what.accountId) return known
  const row = await heldTicket(tx, parts, what)
  const { runHash, kioskId } = row
  if (row.accountId !== null && row.accountId !== what.accountId) throw new Problem('ticket.unknown')
  if (row.matchNumber !== what.matchNumber) {
    await cancelIn(tx, parts, row)
    return { fault: 'ticket.wrong-number', runHash, kioskId }
  }
  const now = parts.clock.now()
  const confirmed = { state: 'confirmed', accountId: what.accountId } as const
  await tickets.moveTicket(tx, row, { ...confirmed, changedAt: instant(now), expiresAt: after(now, COLLECT_MS) })
  return { runHash, kioskId }
}

/**
 * The ticket that the phone may go on with, now that it has picked the number of the kiosk in front of it; another number cancels.
 * Throws ticket.*.
 */
export async function matchedTicket(
  parts: PhoneParts,
  { phoneToken, matchNumber, purpose }: Matching & { readonly purpose: TicketPurpose },
): Promise<TicketRow> {
  const row = await heldTicket(parts.database.reader, parts, { phoneToken, purpose })
  if (row.matchNumber === matchNumber) return row
  await parts.database.write((tx) => cancelIn(tx, parts, row))
  parts.notices.tell(row.runHash)
  throw new Problem('ticket.wrong-number')
}

/** Whose ticket a phone has, however it stands: for what came of it. Throws ticket.unknown. */
export async function endedTicket(
  reader: Reader,
  { phoneToken, matchNumber, purpose }: Matching & { readonly purpose: TicketPurpose },
): Promise<TicketRow> {
  const row = await tickets.ticketBy(reader, 'phone_hash', sha256Hex(phoneToken))
  if (row?.purpose !== purpose || row.matchNumber !== matchNumber) throw new Problem('ticket.unknown')
  return row
}

/**
 * Lets whoever follows the run look again, on every server process, in the transaction of what has changed; `cancelled` ends the
 * ticket with it. Throws ticket.cancelled when the ticket has moved on meanwhile.
 */
export async function stirTicket(
  tx: Transaction,
  { clock }: Pick<PhoneParts, 'clock'>,
  { row, state }: { readonly row: TicketRow; readonly state?: 'cancelled' },
): Promise<void> {
  const isThere = await tickets.moveTicket(tx, row, {
    ...row,
    state: state ?? row.state,
    changedAt: instant(clock.now()),
  })
  if (!isThere) throw new Problem('ticket.cancelled')
}

/** 确认授权 on the phone of whoever is signed in there: the kiosk may go on as this account. Throws ticket.*, session.expired. */
export async function confirmTicket(parts: PhoneParts, caller: CitizenCaller, matching: Matching): Promise<void> {
  const { accountId } = caller.citizen
  const { fault, runHash } = await parts.database.write(async (tx) => {
    await assertSignedIn(tx, caller.citizen)
    const done = await confirmIn(tx, parts, { ...matching, purpose: 'sign-in', accountId })
    if (!done.fault) {
      const at = instant(parts.clock.now())
      const detail = { kiosk: done.kioskId ?? 'online' }
      await audit.recordOf(tx, caller, { action: 'ticket.confirmed', subject: accountId, detail, at })
    }
    return done
  })
  parts.notices.tell(runHash)
  if (fault) throw new Problem(fault)
}

/** Gives a scanned ticket up; one that is not there, or has ended already, stays as it is. */
export async function cancelTicket(parts: PhoneParts, phoneToken: string): Promise<void> {
  const row = await parts.database.write(async (tx) => {
    const found = await tickets.ticketBy(tx, 'phone_hash', sha256Hex(phoneToken))
    if (found?.state === 'scanned') await cancelIn(tx, parts, found)
    return found
  })
  if (row) parts.notices.tell(row.runHash)
}
