import { inject, onScopeDispose, reactive, toRefs } from 'vue'
import type { CaptureEvent, CaptureOptions, CaptureOutcome, Challenge } from '../face/index.ts'
import { beginCapture, captureKey, type RunningCapture } from './face-capture.ts'

/** Where a capture stands; `unclear` is no usable picture, `unavailable` no camera or no engine. */
export type CapturePhase = 'starting' | 'running' | 'captured' | 'unclear' | 'unavailable'
/** A capture that came to a picture. */
export type CapturedPicture = Extract<CaptureOutcome, { kind: 'captured' }>
/** What a capture is to do. */
export type CaptureWish = Omit<CaptureOptions, 'onEvent'>

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

/** Takes note of how a capture ended. `take` gets its picture, and says why it cannot be used. */
function conclude(seen: Seen, outcome: CaptureOutcome, take: (picture: CapturedPicture) => string | undefined): void {
  if (outcome.kind === 'not-captured') {
    Object.assign(seen, { phase: 'unclear', reason: outcome.because })
    return
  }
  const reason = outcome.kind === 'unavailable' ? outcome.reason : take(outcome)
  if (outcome.kind === 'unavailable' || reason !== undefined) {
    Object.assign(seen, { phase: 'unavailable', reason })
    return
  }
  const still = new Blob([Uint8Array.from(outcome.jpeg)], { type: 'image/jpeg' })
  Object.assign(seen, { phase: 'captured', still: URL.createObjectURL(still) })
}

/** One visit to the camera: starts, follows and ends captures, and keeps the still only until the view goes. */
export function useCapture(take: (picture: CapturedPicture) => string | undefined) {
  const begin = inject(captureKey, () => beginCapture, true)
  const blank = { hint: '', challenge: undefined, passed: 0, reason: '', still: '' } as const
  const seen = reactive<Seen>({ phase: 'starting', of: 0, ...blank })
  let running: RunningCapture | undefined

  function stop(): void {
    running?.stop()
    running = undefined
    URL.revokeObjectURL(seen.still)
  }

  /** Ends what runs and begins anew with what is asked for now. */
  function start(video: HTMLVideoElement, wish: CaptureWish): void {
    stop()
    Object.assign(seen, { phase: 'starting', of: wish.challenges.length, ...blank })
    const mine = begin(video, { ...wish, onEvent: (event) => hear(seen, event) })
    running = mine
    const end = (outcome: CaptureOutcome): void => {
      if (running === mine) conclude(seen, outcome, take)
    }
    mine.outcome.then(end).catch(() => Object.assign(seen, { phase: 'unavailable', reason: 'engine-failed' }))
  }

  /** Another challenge for somebody who cannot do this one. */
  const switchChallenge = (): void => running?.switchChallenge?.()

  onScopeDispose(stop)
  return { ...toRefs(seen), start, switchChallenge }
}
