import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type AppointmentRow = Tables['appointments']
const COLUMNS = 'number, account_id AS "accountId", made_at AS "madeAt", expires_at AS "expiresAt"'

/** Adds an appointment; false when its number is taken. */
export async function insertAppointment(tx: Transaction, row: AppointmentRow): Promise<boolean> {
  const text = `INSERT INTO appointments (number, account_id, made_at, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`
  return (await tx.run(text, row.number, row.accountId, row.madeAt, row.expiresAt)) > 0
}

/** The newest appointment of an account. */
export function newestOf(reader: Reader, accountId: string): Promise<AppointmentRow | undefined> {
  const text = `SELECT ${COLUMNS} FROM appointments WHERE account_id = ? ORDER BY made_at DESC, number LIMIT 1`
  return reader.get<AppointmentRow>(text, accountId)
}

/** The appointment with this number. */
export function byNumber(reader: Reader, number: string): Promise<AppointmentRow | undefined> {
  return reader.get<AppointmentRow>(`SELECT ${COLUMNS} FROM appointments WHERE number = ?`, number)
}
