import type { Reader, Transaction } from '../platform/database/database.ts'

/** Stores sealed bytes under their digest; a second time changes nothing. */
export async function insertAttachment(
  tx: Transaction,
  row: { digest: string; kioskId: string; receivedAt: string; bytes: Uint8Array },
): Promise<void> {
  await tx.run(
    'INSERT INTO attachments (digest, kiosk_id, received_at, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ...[row.digest, row.kioskId, row.receivedAt, row.bytes],
  )
}

/** The sealed bytes with this digest. */
export async function attachmentBytes(reader: Reader, digest: string): Promise<Uint8Array | undefined> {
  return (await reader.get<{ bytes: Uint8Array }>('SELECT bytes FROM attachments WHERE digest = ?', digest))?.bytes
}
