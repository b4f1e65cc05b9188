import { randomBytes, randomUUID } from 'node:crypto'
import type { SessionLog } from '../../sync-server/contract/session-log.ts'
import type { Attachment } from '../../electron/stages.ts'

/** Plain bytes of one record with its attachments: a chip photo, a face picture and a signature make up most of it. */
export const RECORD_BYTES = 60 * 1024
const CHIP_PHOTO_BYTES = 1024
const SIGNATURE_BYTES = 12 * 1024

/** A log of the usual length; what it says does not matter where only sealing and storing are measured. */
export function sampleLog(kioskId: string): SessionLog {
  const at = '2026-11-22T02:00:00.000Z'
  const entries = Array.from({ length: 9 }, (_, i) => ({
    step: `step-${i}`,
    outcome: 'done',
    output: { text: randomBytes(220).toString('hex') },
    at,
  }))
  return {
    recordId: randomUUID(),
    kioskId,
    flow: 'verify-in-person',
    flowVersion: 1,
    startedAt: at,
    finishedAt: at,
    receiptNumber: '0000-0000-0000',
    wasOnline: false,
    entries,
  }
}

/** Attachments that fill a record up to {@link RECORD_BYTES}. */
export function sampleAttachments(): Attachment[] {
  const faceBytes = RECORD_BYTES - CHIP_PHOTO_BYTES - SIGNATURE_BYTES - 5 * 1024
  return [
    { name: 'chip-photo', bytes: randomBytes(CHIP_PHOTO_BYTES) },
    { name: 'live-face', bytes: randomBytes(faceBytes) },
    { name: 'signature', bytes: randomBytes(SIGNATURE_BYTES) },
  ]
}
