import { createHash } from 'node:crypto'
import type { CardRead } from '../../sync-server/contract/device.ts'
import { decodeDocument, withNewAddress } from '../document/identity-document.ts'

/** What one successful read got off the wire. The parts are views into the frames. */
export interface CardTranscript {
  /** Whole answer frames in the order of arrival. */
  readonly frames: readonly Uint8Array[]
  readonly text: Uint8Array
  readonly photo: Uint8Array
  readonly fingerprints?: Uint8Array
  readonly newAddress?: Uint8Array
}

/** Which module read it, and when the last byte came (milliseconds since 1970). */
export interface ReadCircumstances {
  readonly samId: string
  readonly readAtMs: number
}

/**
 * Two reads of one card on one reader give the same bytes; the instant is part of the digest so that each read counts
 * once, and not each card.
 */
function digestOf({ frames }: CardTranscript, samId: string, readAt: string): string {
  const hash = createHash('sha256')
  for (const frame of frames) hash.update(frame)
  return hash.update(samId).update(readAt).digest('hex')
}

/** Decodes a transcript; throws `card.content-invalid` or `card.type-unknown`. Pure but for the hash. */
export function cardReadOf(transcript: CardTranscript, { samId, readAtMs }: ReadCircumstances): CardRead {
  const document = decodeDocument(transcript.text)
  const readAt = new Date(readAtMs).toISOString()
  return {
    document: transcript.newAddress ? withNewAddress(document, transcript.newAddress) : document,
    chipPhoto: transcript.photo.slice(),
    fingerprintBytes: transcript.fingerprints?.length ?? 0,
    samId,
    transcriptDigest: digestOf(transcript, samId, readAt),
    readAt,
  }
}
