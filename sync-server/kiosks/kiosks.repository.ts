import { CHAIN_START } from '../contract/sealed-record.ts'
import type { Reader, Transaction } from '../platform/database/database.ts'
import type { Tables } from '../platform/database/tables.ts'

export type KioskRow = Tables['kiosks']

/** A kiosk by its id. */
export function kioskById(reader: Reader, id: string): Promise<KioskRow | undefined> {
  return reader.kysely.selectFrom('kiosks').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Adds a kiosk at the start of its chain. */
export async function insertKiosk(
  tx: Transaction,
  kiosk: Pick<KioskRow, 'id' | 'name' | 'publicKey' | 'hallId' | 'hallName' | 'enrolledAt'>,
): Promise<void> {
  const fresh = { status: 'active', samId: null, lastSeq: 0, lastDigest: CHAIN_START, lastSeenAt: null } as const
  await tx.kysely
    .insertInto('kiosks')
    .values({ ...kiosk, ...fresh })
    .execute()
}

/** Every kiosk by hall and name, with how many of its records were refused as damaged or forged. */
export function allKiosks(reader: Reader): Promise<readonly (KioskRow & { readonly refused: number | string })[]> {
  return reader.kysely
    .selectFrom('kiosks')
    .selectAll()
    .select((row) =>
      row
        .selectFrom('rejectedRecords')
        .whereRef('rejectedRecords.kioskId', '=', 'kiosks.id')
        .select((rejected) => rejected.fn.countAll<number | string>().as('count'))
        .as('refused'),
    )
    .orderBy('hallName')
    .orderBy('name')
    .orderBy('id')
    .execute() as Promise<readonly (KioskRow & { readonly refused: number | string })[]>
}

/** Notes that a kiosk was heard of. */
export async function setSeen(tx: Transaction, id: string, at: string): Promise<void> {
  await tx.run('UPDATE kiosks SET last_seen_at = ? WHERE id = ?', at, id)
}

/** Whether a public key is already a kiosk's. */
export async function isKeyTaken(reader: Reader, publicKey: string): Promise<boolean> {
  const row = await reader.kysely
    .selectFrom('kiosks')
    .select('id')
    .where('publicKey', '=', publicKey)
    .executeTakeFirst()
  return row !== undefined
}

/** Sets one kiosk's standing; the answer says whether there was such a kiosk. */
export async function setStatus(tx: Transaction, id: string, status: KioskRow['status']): Promise<boolean> {
  const result = await tx.kysely.updateTable('kiosks').set({ status }).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Ties a kiosk to the security module of its reader, or unties it. */
export async function setSamId(tx: Transaction, id: string, samId: string | null): Promise<boolean> {
  return (await tx.run('UPDATE kiosks SET sam_id = ? WHERE id = ?', samId, id)) > 0
}

/** How far a kiosk's records have arrived, and which reader it is tied to. */
export function chainOf(
  tx: Reader,
  id: string,
): Promise<{ lastSeq: number; lastDigest: string; samId: string | null } | undefined> {
  return tx.get(
    `SELECT last_seq AS "lastSeq", last_digest AS "lastDigest", sam_id AS "samId" FROM kiosks WHERE id = ?`,
    id,
  )
}

/** Moves the end of a kiosk's chain. */
export async function setChain(tx: Transaction, id: string, end: { seq: number; digest: string }): Promise<void> {
  await tx.run('UPDATE kiosks SET last_seq = ?, last_digest = ? WHERE id = ?', end.seq, end.digest, id)
}

/** Keeps a code, by its hash only. */
export async function insertCode(tx: Transaction, code: Omit<Tables['enrolmentCodes'], 'kioskId'>): Promise<void> {
  await tx.kysely
    .insertInto('enrolmentCodes')
    .values({ ...code, kioskId: null })
    .execute()
}

/** Uses a code up in one statement; of two that try at once, one gets it. */
export function takeCode(
  tx: Transaction,
  use: { codeHash: string; kioskId: string; now: string },
): Promise<{ hallId: string; hallName: string } | undefined> {
  return tx.kysely
    .updateTable('enrolmentCodes')
    .set({ kioskId: use.kioskId })
    .where('codeHash', '=', use.codeHash)
    .where('kioskId', 'is', null)
    .where('expiresAt', '>', use.now)
    .returning(['hallId', 'hallName'])
    .executeTakeFirst()
}

/** Keeps a nonce; the answer is false when this kiosk has used it before. */
export async function keepNonce(tx: Transaction, nonce: Tables['requestNonces']): Promise<boolean> {
  const { kioskId, expiresAt } = nonce
  const text = 'INSERT INTO request_nonces (kiosk_id, nonce, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
  return (await tx.run(text, kioskId, nonce.nonce, expiresAt)) > 0
}

/** Forgets nonces that the time window refuses anyway. */
export function dropNonces(tx: Transaction, now: string): Promise<number> {
  return tx.run('DELETE FROM request_nonces WHERE expires_at < ?', now)
}
