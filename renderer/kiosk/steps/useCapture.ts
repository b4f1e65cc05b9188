import { inject, onScopeDispose, reactive, toRefs } from 'vue'
import type { InputOf } from '../../../sync-server/contract/flow/step-kinds.ts'
import type { CaptureEvent, CaptureOutcome, Challenge } from '../../face/index.ts'
import { beginCapture, captureKey, type RunningCapture } from '../face-capture.ts'
import { answerOf, optionsOf, type Picture } from './capture-answer.ts'

/** Where a capture stands; `unclear` is no usable picture, `unavailable` no camera or no engine. */
export type CapturePhase = 'starting' | 'running' | 'captured' | 'unclear' | 'unavailable'

interface Seen {
  phase: CapturePhase
  hint: string
  challenge: Challenge | undefined
  passed: number
  of: number
  /** Address of the live still; gone with the view. */
  still: string
  /** Why the capture came to nothing. */
  reason: string
}

function hear(seen: Seen, event: CaptureEvent): void {
  seen.phase = 'running'
  if (event.kind === 'hint') seen.hint = event.text ?? ''
  if (event.kind === 'challenge') seen.challenge = event.challenge
  if (event.kind === 'progress') Object.assign(seen, { passed: event.passed, of: event.of })
}

/** Takes note of how a capture ended; the picture where there is one. */
function conclude(seen: Seen, outcome: CaptureOutcome): Picture | undefined {
  if (outcome.kind === 'not-captured') {
    Object.assign(seen, { phase: 'unclear', reason: outcome.because })
    return undefined
  }
  if (outcome.kind === 'unavailable' || !outcome.match) {
    const reason = outcome.kind === 'unavailable' ? outcome.reason : 'chip-photo-without-face'
    Object.assign(seen, { phase: 'unavailable', reason })
    return undefined
  }
  const still = new Blob([Uint8Array.from(outcome.jpeg)], { type: 'image/jpeg' })
  Object.assign(seen, { phase: 'captured', still: URL.createObjectURL(still) })
  return answerOf(outcome, outcome.match)
}

/** One visit to the camera: starts, follows and ends captures, and keeps the still only until the view goes. */
export function useCapture(onPicture: (picture: Picture) => void) {
  const begin = inject(captureKey, () => beginCapture, true)
  const blank = { hint: '', challenge: undefined, passed: 0, reason: '', still: '' } as const
  const seen = reactive<Seen>({ phase: 'starting', of: 0, ...blank })
  let running: RunningCapture | undefined

  function stop(): void {
    running?.stop()
    running = undefined
    URL.revokeObjectURL(seen.still)
  }

  /** Ends what runs and begins anew with what the step asks for now. */
  function start(video: HTMLVideoElement, input: InputOf<'capture-face'>): void {
    stop()
    Object.assign(seen, { phase: 'starting', of: input.challenges.length, ...blank })
    const mine = begin(video, { ...optionsOf(input), onEvent: (event) => hear(seen, event) })
    running = mine
    const take = (outcome: CaptureOutcome): void => {
      const picture = running === mine ? conclude(seen, outcome) : undefined
      if (picture) onPicture(picture)
    }
    mine.outcome.then(take).catch(() => Object.assign(seen, { phase: 'unavailable', reason: 'engine-failed' }))
  }

  onScopeDispose(stop)
  return { ...toRefs(seen), start }
}
