import { Problem } from '../../../sync-server/contract/failure.ts'
import { type AnswerOf, type InputOf, type OutputOf, triesOf } from '../../../sync-server/contract/flow/index.ts'
import { decideFace } from '../../../sync-server/contract/policy.ts'
import { MAX_ATTACHMENT_BYTES } from '../../../sync-server/contract/sealed-record.ts'
import { pixelsOf } from '../held-document.ts'
import { imageBytes } from '../image-bytes.ts'
import { complete, type Performance, type Scene } from '../performance.ts'
import type { Randomness } from '../session-ports.ts'

const CHALLENGES = ['blink', 'turnLeft', 'turnRight'] as const
const NONCE_BYTES = 16

type Capture = Extract<AnswerOf<'capture-face'>, { jpeg: Uint8Array }>
type Decision = 'match' | 'review' | 'no-match' | 'not-live'

/** Two or three challenges in an order that nobody can know beforehand. */
function drawChallenges(random: Randomness): InputOf<'capture-face'>['challenges'] {
  const left = [...CHALLENGES]
  const count = 2 + random.below(2)
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat()
}

/** How often the step may still be tried before its row leads elsewhere. */
function triesLeft({ step, log }: Scene<'capture-face'>): number {
  const left = Object.entries(step.on).flatMap(([outcome, target]) =>
    'tries' in target ? [target.tries - triesOf(log, step.id, outcome)] : [],
  )
  return Math.max(0, Math.min(...left, Number.MAX_SAFE_INTEGER))
}

const didAsAsked = (asked: readonly string[], did: readonly string[]): boolean =>
  asked.length === did.length && asked.every((challenge, i) => challenge === did[i])

/**
 * 人脸采集: this process draws nonce and challenges, and decides from what the screen measured. Only a picture that speaks
 * for the person is kept; one of a failed try is wiped at once.
 */
export function captureFace(scene: Scene<'capture-face'>): Performance<'capture-face'> {
  const { ports, memory } = scene
  const face = ports.office.identity.policy().face
  const nonce = Buffer.from(ports.random.bytes(NONCE_BYTES)).toString('base64url')
  const challenges = drawChallenges(ports.random)
  let decided: { outcome: Decision; output: OutputOf<'capture-face'> } | undefined

  function decide({ liveness, match }: Capture): Decision {
    if (liveness.verdict !== 'live' || !didAsAsked(challenges, liveness.challenges)) return 'not-live'
    return decideFace(match.distance, face)
  }

  function compare(capture: Capture): ReturnType<Performance<'capture-face'>['answer']> {
    // The label is the screen's word; it catches a camera that was swapped, not a screen that lies.
    if (!capture.camera.includes(ports.cameraLabel ?? '')) throw new Problem('camera.unknown')
    const jpeg = imageBytes(capture.jpeg, 'image/jpeg', MAX_ATTACHMENT_BYTES)
    const outcome = decide(capture)
    const isKept = outcome === 'match' || outcome === 'review'
    const liveFace = isKept ? { liveFace: memory.attach('live-face', jpeg, 'image/jpeg') } : {}
    jpeg.fill(0)
    const { quality, liveness, match, camera } = capture
    decided = { outcome, output: { nonce, ...liveFace, quality, liveness, match, camera } }
    return { stay: { compared: { decision: outcome, distance: match.distance } } }
  }

  return {
    enter: () => {
      const chipPhoto = pixelsOf(memory)
      if (!chipPhoto) throw new Problem('chip-photo.undecodable')
      const camera = ports.cameraLabel === undefined ? {} : { camera: ports.cameraLabel }
      return { nonce, challenges: [...challenges], chipPhoto, face, ...camera, triesLeft: triesLeft(scene) }
    },
    answer: (answer) => {
      if ('unavailable' in answer) {
        memory.detach('live-face')
        return complete('unavailable', { nonce, unavailable: answer.unavailable })
      }
      if ('jpeg' in answer) return compare(answer)
      if (!decided) throw new Problem('request.invalid')
      return complete(decided.outcome, decided.output)
    },
  }
}
