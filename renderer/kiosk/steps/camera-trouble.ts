import { wordsOfCode } from '../../shared/failure-words.ts'
import { stepTexts } from './step-texts.ts'
import type { CapturePhase } from '../../shared/useCapture.ts'

const words = stepTexts.face

const CODES = {
  'no-camera': 'camera.not-connected',
  'camera-denied': 'camera.not-connected',
  'camera-unknown': 'camera.unknown',
  'camera-black': 'camera.black',
  'camera-frozen': 'camera.frozen',
} as const

const codeOf = (reason: string) => (Object.hasOwn(CODES, reason) ? CODES[reason as keyof typeof CODES] : undefined)

/** Why a capture came to nothing, in the catalogue's words; nothing while it runs. */
export function cameraTrouble(phase: CapturePhase, reason: string) {
  if (phase === 'unclear') return { title: words.unclear, note: words.unclearNote }
  if (phase !== 'unavailable') return undefined
  const code = codeOf(reason)
  return { title: words.unavailable, note: code ? wordsOfCode(code) : words.unavailableNote }
}
