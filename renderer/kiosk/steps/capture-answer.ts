import type { AnswerOf, InputOf } from '../../../sync-server/contract/flow/step-kinds.ts'
import type { CaptureOptions, CaptureOutcome, Challenge } from '../../face/index.ts'

type Input = InputOf<'capture-face'>
export type Captured = Extract<CaptureOutcome, { kind: 'captured' }>
export type Picture = Extract<AnswerOf<'capture-face'>, { jpeg: Uint8Array }>

const TIMEOUT_MS = 45_000
const isChallenge = (asked: string): asked is Challenge => ['blink', 'turnLeft', 'turnRight'].includes(asked)

/** What the flow is told of a capture: measurements and one picture, nothing of the engine's inside. */
export function answerOf(
  { jpeg, quality, liveness, camera }: Captured,
  match: NonNullable<Captured['match']>,
): Picture {
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

/** What a capture is to do for a step: its challenges in the order in which the kiosk drew them. */
export function optionsOf(input: Input): Omit<CaptureOptions, 'onEvent'> {
  const { width, height, rgba } = input.chipPhoto
  return {
    challenges: input.challenges.filter(isChallenge),
    keepOrder: true,
    timeoutMs: TIMEOUT_MS,
    thresholds: input.face,
    chipPhoto: new ImageData(new Uint8ClampedArray(rgba), width, height),
    ...(input.camera === undefined ? {} : { camera: input.camera }),
  }
}
