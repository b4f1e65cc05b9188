import { CONSOLE_HOME } from '../audit/audit.service.ts'
import type { StaffEntry } from '../contract/console.ts'
import { Problem } from '../contract/failure.ts'
import type { BodyOf } from '../contract/route.ts'
import type { AdminCaller } from '../platform/http/caller.ts'
import { newCode } from '../platform/ids.ts'
import { addStaff, allStaff, disableStaff, staffByNumber } from '../staff/staff.service.ts'
import type { ConsoleParts } from './console-parts.ts'

const byConsole = ({ staffId }: AdminCaller) => ({ home: CONSOLE_HOME, actor: `staff:${staffId}` })

/** Everybody who works or worked here, by number. */
export async function listStaff({ database }: ConsoleParts): Promise<StaffEntry[]> {
  const rows = await allStaff(database.reader)
  return rows.map(({ id, staffNumber, name, role, isDisabled, createdAt }) => ({
    staffId: id,
    ...{ staffNumber, name, role },
    isDisabled: isDisabled === 1,
    addedAt: createdAt,
  }))
}

/** Adds a clerk or supervisor with a password that nobody chose; the answer shows it this once. Throws staff.number-taken. */
export async function addStaffMember(
  parts: ConsoleParts,
  caller: AdminCaller,
  person: BodyOf<'addStaffMember'>,
): Promise<{ password: string }> {
  const password = newCode()
  const id = await addStaff(parts, { ...person, name: person.name.trim(), password }, byConsole(caller))
  if (id === undefined) throw new Problem('staff.number-taken')
  return { password }
}

/**
 * Stops a member of staff from working, another administrator too; never oneself, so that one always stays. Throws staff.own-number,
 * staff.unknown.
 */
export async function disableStaffMember(parts: ConsoleParts, caller: AdminCaller, staffNumber: string): Promise<void> {
  if (staffNumber === caller.staffNumber) throw new Problem('staff.own-number')
  const person = await staffByNumber(parts.database.reader, staffNumber)
  if (!person) throw new Problem('staff.unknown')
  if (person.isDisabled === 0) await disableStaff(parts, staffNumber, byConsole(caller))
}
