import { measuresOf } from '../../../sync-server/contract/face-quality.ts'
import type { AnswerOf, InputOf } from '../../../sync-server/contract/flow/step-kinds.ts'
import type { CaptureOptions, CaptureOutcome, Challenge } from '../../face/index.ts'

type Input = InputOf<'capture-face'>
export type Captured = Extract<CaptureOutcome, { kind: 'captured' }>
export type Picture = Extract<AnswerOf<'capture-face'>, { jpeg: Uint8Array }>

const isChallenge = (asked: string): asked is Challenge => ['blink', 'turnLeft', 'turnRight'].includes(asked)

/** What the flow is told of a capture: measurements and one picture, nothing of the engine's inside. */
export function answerOf({ jpeg, quality, liveness, camera, match }: Captured): Picture {
  const { verdict, method, challenges } = liveness
  return {
    jpeg,
    quality: measuresOf(quality),
    liveness: { verdict, method, challenges: [...challenges] },
    ...(match && { match: { score: match.score, engine: match.engine } }),
    camera,
  }
}

/** What a capture is to do for a step: its challenges in the order in which the kiosk drew them. */
export function optionsOf(input: Input): Omit<CaptureOptions, 'onEvent'> {
  const { width, height, rgba } = input.chipPhoto
  const chipPhoto = (): ImageData => new ImageData(new Uint8ClampedArray(rgba), width, height)
  return {
    challenges: input.challenges.filter(isChallenge),
    keepOrder: true,
    rules: input.rules,
    ...(input.comparesElsewhere ? {} : { against: { chipPhoto: chipPhoto(), limits: input.limits } }),
    ...(input.camera === undefined ? {} : { camera: input.camera }),
  }
}
