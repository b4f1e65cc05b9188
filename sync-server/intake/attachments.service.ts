import { Problem } from '../contract/failure.ts'
import { MAX_ATTACHMENT_BYTES, splitBatch } from '../contract/sealed-record.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { sha256Hex } from '../platform/digest.ts'
import { insertAttachment } from './attachments.repository.ts'

/** The pieces of a batch; one that ends in the middle of a piece was not sent whole. */
export function wholeBatch(batch: Uint8Array): readonly Uint8Array[] {
  const pieces = [...splitBatch(batch)]
  const length = pieces.reduce((total, piece) => total + 4 + piece.length, 0)
  if (length !== batch.length) throw new Problem('request.invalid')
  return pieces
}

/** Stores a batch of sealed attachments in one durable transaction, each under the digest that the server itself took. */
export async function storeAttachments(
  { database, clock }: { database: Database; clock: Clock },
  kioskId: string,
  batch: Uint8Array,
): Promise<{ stored: string[] }> {
  const pieces = wholeBatch(batch)
  if (pieces.some(({ length }) => length === 0 || length > MAX_ATTACHMENT_BYTES)) throw new Problem('request.too-large')
  const rows = pieces.map((bytes) => ({ digest: sha256Hex(bytes), kioskId, receivedAt: instant(clock.now()), bytes }))
  await database.write(async (tx) => {
    for (const row of rows) await insertAttachment(tx, row)
  })
  return { stored: rows.map(({ digest }) => digest) }
}
