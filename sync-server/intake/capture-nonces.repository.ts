import type { Transaction } from '../platform/database/database.ts'

/** Uses up the nonce of a face capture for one record; false when another record has used it. */
export async function useNonce(
  tx: Transaction,
  row: { digest: string; recordId: string; kioskId: string },
): Promise<boolean> {
  const text = 'INSERT INTO capture_nonces (digest, record_id, kiosk_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
  return (await tx.run(text, row.digest, row.recordId, row.kioskId)) > 0
}
