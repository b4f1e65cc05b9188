import { randomInt } from 'node:crypto'
import { accountById } from './accounts.repository.ts'
import { type AppointmentView, appointmentNumber, readAppointmentNumber } from '../contract/appointment.ts'
import { type FailureCode, Problem } from '../contract/failure.ts'
import type { Policy } from '../contract/policy.ts'
import { after, type Clock, instant } from '../platform/clock.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import { appointmentState } from './appointment-state.ts'
import * as appointments from './appointments.repository.ts'

const DAY_MS = 86_400_000
const DRAWN_DIGITS = 8
const RANGE = 10 ** DRAWN_DIGITS

/** What appointments need of their surroundings. */
export interface AppointmentParts {
  readonly clock: Clock
  readonly policy: Policy
}

/** The appointment that an account may still use; undefined without one. */
export async function openAppointmentOf(
  reader: Reader,
  { clock }: Pick<AppointmentParts, 'clock'>,
  accountId: string,
): Promise<AppointmentView | undefined> {
  const newest = await appointments.newestOf(reader, accountId)
  const holder = newest && (await accountById(reader, accountId))
  if (!holder || appointmentState(newest, holder, instant(clock.now())) !== 'open') return undefined
  const { number, expiresAt } = newest
  return { number, expiresAt }
}

/** A number that nobody has; the rare taken one is drawn again. */
async function insertNew(
  tx: Transaction,
  row: Omit<appointments.AppointmentRow, 'number'>,
): Promise<appointments.AppointmentRow> {
  for (;;) {
    const drawn = String(randomInt(RANGE)).padStart(DRAWN_DIGITS, '0')
    const candidate = { ...row, number: appointmentNumber(drawn) }
    if (await appointments.insertAppointment(tx, candidate)) return candidate
  }
}

/**
 * Makes an appointment for an account, or answers the one that is still open: asking twice gives one number. Throws
 * appointment.not-needed for whoever has the highest level.
 */
export async function makeAppointment(
  tx: Transaction,
  parts: AppointmentParts,
  accountId: string,
): Promise<AppointmentView> {
  const open = await openAppointmentOf(tx, parts, accountId)
  if (open) return open
  const holder = await accountById(tx, accountId)
  if (holder?.level === 'L4') throw new Problem('appointment.not-needed')
  const now = parts.clock.now()
  const expiresAt = after(now, parts.policy.account.appointmentDays * DAY_MS)
  const { number } = await insertNew(tx, { accountId, madeAt: instant(now), expiresAt })
  return { number, expiresAt }
}

/** Whose appointment a clerk was shown, or why it opens nothing. */
export async function accountOfAppointment(
  reader: Reader,
  { clock }: Pick<AppointmentParts, 'clock'>,
  typed: string,
): Promise<{ readonly accountId: string } | { readonly fault: FailureCode }> {
  const number = readAppointmentNumber(typed)
  const row = number === undefined ? undefined : await appointments.byNumber(reader, number)
  const holder = row && (await accountById(reader, row.accountId))
  if (!holder) return { fault: 'appointment.not-found' }
  const isExpired = appointmentState(row, holder, instant(clock.now())) === 'expired'
  return isExpired ? { fault: 'appointment.expired' } : { accountId: row.accountId }
}
