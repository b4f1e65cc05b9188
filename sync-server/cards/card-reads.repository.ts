import type { Transaction } from '../platform/database/database.ts'

/** Uses up the transcript of a card read, for a record or for the answer of a terminal; false when something else has. */
export async function useTranscript(
  tx: Transaction,
  row: { digest: string; recordId: string; kioskId: string },
): Promise<boolean> {
  const text = 'INSERT INTO card_transcripts (digest, record_id, kiosk_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
  return (await tx.run(text, row.digest, row.recordId, row.kioskId)) > 0
}
