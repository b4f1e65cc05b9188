import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type ElectronicIdRow = Tables['electronicIds']

/** The electronic ID of an account. */
export function electronicIdOf(reader: Pick<Reader, 'get'>, accountId: string): Promise<ElectronicIdRow | undefined> {
  const text = `SELECT account_id AS "accountId", number_hash AS "numberHash", sealed_number AS "sealedNumber",
    issued_at AS "issuedAt" FROM electronic_ids WHERE account_id = ?`
  return reader.get<ElectronicIdRow>(text, accountId)
}

/** Adds an electronic ID; false when the account has one already, or its number is another account's. */
export async function insertElectronicId(tx: Transaction, row: ElectronicIdRow): Promise<boolean> {
  const text = `INSERT INTO electronic_ids (account_id, number_hash, sealed_number, issued_at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO NOTHING`
  return (await tx.run(text, row.accountId, row.numberHash, row.sealedNumber, row.issuedAt)) > 0
}
