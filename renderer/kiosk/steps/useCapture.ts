import { computed, inject, onScopeDispose, reactive, ref } from 'vue'
import type { AnswerOf, InputOf } from '../../../sync-server/contract/flow/step-kinds.ts'
import type { CaptureEvent, CaptureOutcome, Challenge } from '../../face/index.ts'
import { beginCapture, captureKey, type RunningCapture } from '../face-capture.ts'

type Input = InputOf<'capture-face'>
type Captured = Extract<CaptureOutcome, { kind: 'captured' }>
type Picture = Extract<AnswerOf<'capture-face'>, { jpeg: Uint8Array }>

/** Where a capture stands; `unclear` is no usable picture, `unavailable` no camera or no engine. */
export type CapturePhase = 'starting' | 'running' | 'captured' | 'unclear' | 'unavailable'

const TIMEOUT_MS = 45_000

const isChallenge = (asked: string): asked is Challenge => ['blink', 'turnLeft', 'turnRight'].includes(asked)

/** What the flow is told of a capture: measurements and one picture, nothing of the engine's inside. */
function answerOf({ jpeg, quality, liveness, camera }: Captured, match: NonNullable<Captured['match']>): Picture {
  const { faceWidthPx, sharpness, brightness } = quality
  const { verdict, method, challenges } = liveness
  const { vendor, model, version, certified, certificateNo } = match.engine
  return {
    jpeg,
    quality: { faceWidthPx, sharpness, brightness },
    liveness: { verdict, method, challenges: [...challenges] },
    match: {
      distance: match.score,
      engine: { vendor, model, version, certified, ...(certificateNo === undefined ? {} : { certificateNo }) },
    },
    camera,
  }
}

/** The chip photo as the engine takes it. */
function imageOf({ width, height, rgba }: Input['chipPhoto']): ImageData {
  return new ImageData(new Uint8ClampedArray(rgba), width, height)
}

/** One visit to the camera: starts, follows and ends captures, and keeps the still only until the view goes. */
export function useCapture(onPicture: (picture: Picture) => void) {
  const begin = inject(captureKey, () => beginCapture, true)
  const phase = ref<CapturePhase>('starting')
  const seen = reactive({ hint: '', challenge: undefined as Challenge | undefined, passed: 0, of: 0 })
  const still = ref('')
  const reason = ref('')
  let running: RunningCapture | undefined

  function hear(event: CaptureEvent): void {
    phase.value = 'running'
    if (event.kind === 'hint') seen.hint = event.text ?? ''
    if (event.kind === 'challenge') seen.challenge = event.challenge
    if (event.kind === 'progress') Object.assign(seen, { passed: event.passed, of: event.of })
  }

  function end(outcome: CaptureOutcome): void {
    if (outcome.kind === 'not-captured') {
      reason.value = outcome.because
      phase.value = 'unclear'
    } else if (outcome.kind === 'unavailable' || !outcome.match) {
      reason.value = outcome.kind === 'unavailable' ? outcome.reason : 'chip-photo-without-face'
      phase.value = 'unavailable'
    } else {
      phase.value = 'captured'
      still.value = URL.createObjectURL(new Blob([Uint8Array.from(outcome.jpeg)], { type: 'image/jpeg' }))
      onPicture(answerOf(outcome, outcome.match))
    }
  }

  function stop(): void {
    running?.stop()
    running = undefined
    URL.revokeObjectURL(still.value)
    still.value = ''
  }

  /** Ends what runs and begins anew with what the step asks for now. */
  function start(video: HTMLVideoElement, input: Input): void {
    stop()
    phase.value = 'starting'
    Object.assign(seen, { hint: '', challenge: undefined, passed: 0, of: input.challenges.length })
    const { face: thresholds, camera, chipPhoto } = input
    const challenges = input.challenges.filter(isChallenge)
    const pinned = camera === undefined ? {} : { camera }
    const order = { challenges, keepOrder: true, timeoutMs: TIMEOUT_MS }
    const mine = begin(video, { ...order, ...pinned, thresholds, chipPhoto: imageOf(chipPhoto), onEvent: hear })
    running = mine
    mine.outcome.then((outcome) => running === mine && end(outcome)).catch(() => undefined)
  }

  onScopeDispose(stop)
  const switchChallenge = (): boolean => running?.switchChallenge() ?? false
  return { phase, seen, still, reason: computed(() => reason.value), start, stop, switchChallenge }
}
