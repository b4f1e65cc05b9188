import type { CardRead } from '../../sync-server/contract/device.ts'
import { Framer } from '../framing/framer.ts'
import { bodyOf, samFrame } from '../framing/sam-frame.ts'
import { parseReply } from '../protocol/sam-reply.ts'
import { cardReadOf, type ReadCircumstances } from './card-read.ts'

/** SW1 SW2 SW3 and the three announced lengths of an answer with fingerprints. */
const FINGERPRINT_ANSWER_MIN_BYTES = 3 + 6 + 256 + 1024

function partsOf(frame: Uint8Array): { text: Uint8Array; photo: Uint8Array; fingerprints?: Uint8Array } | undefined {
  const hasFingerprints = bodyOf(frame).length >= FINGERPRINT_ANSWER_MIN_BYTES
  const reply = parseReply(hasFingerprints ? 'readTextAndFingerprints' : 'readText', frame)
  return reply.isOk ? reply.parts : undefined
}

/**
 * Decodes recorded bytes of a read answer in any chunking, the whole way from bytes to document without IO; nothing
 * when the recording holds no successful answer. Whoever decodes many may keep one framer for all.
 */
export function decodeRecordedRead(
  chunks: readonly Uint8Array[],
  circumstances: ReadCircumstances,
  framer = new Framer(samFrame),
): CardRead | undefined {
  framer.reset()
  const frames = chunks.flatMap((chunk) => framer.push(chunk))
  const answer = frames.at(-1)
  const parts = answer && partsOf(answer)
  return parts && cardReadOf({ ...parts, frames }, circumstances)
}
