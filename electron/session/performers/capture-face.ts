import { isPinnedCamera } from '../../../sync-server/contract/camera-label.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import { type AnswerOf, type InputOf, type OutputOf, triesOf } from '../../../sync-server/contract/flow/index.ts'
import { didAsAsked, drawChallenges } from '../../../sync-server/contract/liveness-challenge.ts'
import { decideFace } from '../../../sync-server/contract/policy.ts'
import { MAX_ATTACHMENT_BYTES } from '../../../sync-server/contract/sealed-record.ts'
import { pixelsOf } from '../held-document.ts'
import { imageBytes } from '../image-bytes.ts'
import { complete, type Performance, type Reply, type Scene } from '../performance.ts'

const NONCE_BYTES = 16

type Capture = Extract<AnswerOf<'capture-face'>, { jpeg: Uint8Array }>
type Decision = 'match' | 'review' | 'no-match' | 'not-live'

/** How often the step may still be tried before its row leads elsewhere. */
function triesLeft({ step, log }: Scene<'capture-face'>): number {
  const left = Object.entries(step.on).flatMap(([outcome, target]) =>
    'tries' in target ? [target.tries - triesOf(log, step.id, outcome)] : [],
  )
  return Math.max(0, Math.min(...left, Number.MAX_SAFE_INTEGER))
}

class CaptureFace implements Performance<'capture-face'> {
  readonly #scene: Scene<'capture-face'>
  readonly #nonce: string
  readonly #challenges: InputOf<'capture-face'>['challenges']
  #decided: { outcome: Decision; output: OutputOf<'capture-face'> } | undefined

  constructor(scene: Scene<'capture-face'>) {
    const { random } = scene.ports
    this.#scene = scene
    this.#nonce = Buffer.from(random.bytes(NONCE_BYTES)).toString('base64url')
    this.#challenges = drawChallenges(random)
  }

  enter(): InputOf<'capture-face'> {
    const { memory, ports } = this.#scene
    const chipPhoto = pixelsOf(memory)
    if (!chipPhoto) throw new Problem('chip-photo.undecodable')
    const camera = ports.cameraLabel === undefined ? {} : { camera: ports.cameraLabel }
    const face = ports.office.identity.policy().face
    const asked = { nonce: this.#nonce, challenges: [...this.#challenges] }
    return { ...asked, chipPhoto, face, ...camera, triesLeft: triesLeft(this.#scene) }
  }

  answer(answer: AnswerOf<'capture-face'>): Reply<'capture-face'> {
    if ('unavailable' in answer) {
      this.#scene.memory.detach('live-face')
      return complete('unavailable', { nonce: this.#nonce, unavailable: answer.unavailable })
    }
    if ('jpeg' in answer) return this.#compare(answer)
    if (!this.#decided) throw new Problem('request.invalid')
    return complete(this.#decided.outcome, this.#decided.output)
  }

  #compare(capture: Capture): Reply<'capture-face'> {
    const { memory, ports } = this.#scene
    // The label is the screen's word; it catches a camera that was swapped, not a screen that lies.
    if (!isPinnedCamera(capture.camera, ports.cameraLabel)) throw new Problem('camera.unknown')
    const jpeg = imageBytes(capture.jpeg, 'image/jpeg', MAX_ATTACHMENT_BYTES)
    const outcome = this.#decide(capture)
    memory.detach('live-face')
    const isKept = outcome === 'match' || outcome === 'review'
    const liveFace = isKept ? { liveFace: memory.attach('live-face', jpeg, 'image/jpeg') } : {}
    jpeg.fill(0)
    const { quality, liveness, match, camera } = capture
    this.#decided = { outcome, output: { nonce: this.#nonce, ...liveFace, quality, liveness, match, camera } }
    return { stay: { compared: { decision: outcome, distance: match.distance } } }
  }

  #decide({ liveness, match }: Capture): Decision {
    if (liveness.verdict !== 'live' || !didAsAsked(this.#challenges, liveness.challenges)) return 'not-live'
    return decideFace(match.distance, this.#scene.ports.office.identity.policy().face)
  }
}

/**
 * 人脸采集: this process draws nonce and challenges, and decides from what the screen measured. Only a picture that speaks
 * for the person is kept; one of a failed try is wiped at once.
 */
export const captureFace = (scene: Scene<'capture-face'>): Performance<'capture-face'> => new CaptureFace(scene)
