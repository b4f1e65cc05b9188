import { samStatus, SW3 } from '../protocol/sam-statuses.ts'
import type { CardTranscript } from './card-read.ts'
import { requestOptional, type OptionalRequest } from './optional-command.ts'
import { SamRefusal } from './sam-refusal.ts'

/** One attempt on one card. */
export interface ReadAttempt extends OptionalRequest {
  readonly onFound: () => void
  /** Whether a card that was read before may still lie there: then find says "none", yet reading works. */
  readonly mayBeSelected: boolean
}

/** Finds and selects; false when there is no card. */
async function selectCard({ sam, signal, onFound }: ReadAttempt, frames: Uint8Array[]): Promise<boolean> {
  const found = await sam.request('findCard', { signal })
  if (!found.isOk) {
    if (found.sw3 === SW3.noCard) return false
    throw new SamRefusal('findCard', found.sw3)
  }
  onFound()
  const selected = await sam.request('selectCard', { signal })
  if (!selected.isOk) throw new SamRefusal('selectCard', selected.sw3)
  frames.push(found.frame, selected.frame)
  return true
}

type TextParts = Pick<CardTranscript, 'text' | 'photo' | 'fingerprints'>

async function readText(attempt: ReadAttempt, frames: Uint8Array[]): Promise<TextParts> {
  const withFingerprints = await requestOptional('readTextAndFingerprints', attempt)
  if (withFingerprints) {
    frames.push(withFingerprints.frame)
    return withFingerprints.parts
  }
  const reply = await attempt.sam.request('readText', { signal: attempt.signal })
  if (!reply.isOk) throw new SamRefusal('readText', reply.sw3)
  frames.push(reply.frame)
  return reply.parts
}

/** The appended address comes before the text, after which some modules no longer answer it. */
async function readSelected(attempt: ReadAttempt, frames: Uint8Array[]): Promise<CardTranscript> {
  const appended = await requestOptional('readNewAddress', attempt)
  if (appended) frames.push(appended.frame)
  const parts = await readText(attempt, frames)
  return { ...parts, frames, ...(appended ? { newAddress: appended.parts.address } : {}) }
}

/**
 * One pass of find, select and read. Nothing when there is no card; throws `SamRefusal` when the module or the card
 * says no, `DeviceError` when the line fails.
 */
export async function attemptRead(attempt: ReadAttempt): Promise<CardTranscript | undefined> {
  const frames: Uint8Array[] = []
  if (await selectCard(attempt, frames)) return readSelected(attempt, frames)
  if (!attempt.mayBeSelected) return undefined
  try {
    return await readSelected(attempt, frames)
  } catch (error) {
    const isNoCard = error instanceof SamRefusal && samStatus(error.sw3).failure !== 'reader.out-of-service'
    if (isNoCard) return undefined
    throw error
  }
}
