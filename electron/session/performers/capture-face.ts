import { isPinnedCamera } from '../../../sync-server/contract/camera-label.ts'
import type { FaceMatch } from '../../../sync-server/contract/face-evidence.ts'
import { decideFace, type FacePolicy, limitsOf, shippedEngine } from '../../../sync-server/contract/face-limits.ts'
import { Problem } from '../../../sync-server/contract/failure.ts'
import { type AnswerOf, failedTries, type InputOf, type OutputOf } from '../../../sync-server/contract/flow/index.ts'
import { challengeSeed, challengesFrom, didAsAsked } from '../../../sync-server/contract/liveness-challenge.ts'
import { MAX_ATTACHMENT_BYTES } from '../../../sync-server/contract/sealed-record.ts'
import { sha256Hex } from '../digests.ts'
import { pixelsOf } from '../held-document.ts'
import { imageBytes } from '../image-bytes.ts'
import { complete, type Performance, type Reply, type Scene } from '../performance.ts'

const NONCE_BYTES = 16

type Capture = Extract<AnswerOf<'capture-face'>, { jpeg: Uint8Array }>
type Judged = Required<Pick<Capture, 'liveness' | 'match'>>
type Decision = 'match' | 'review' | 'no-match' | 'not-live'

/** How often the step may still be tried before its row leads elsewhere. */
function triesLeft({ step, log }: Scene<'capture-face'>): number {
  const allowed = Object.values(step.on).flatMap((target) => ('tries' in target ? [target.tries] : []))
  return Math.max(0, Math.min(...allowed, Number.MAX_SAFE_INTEGER) - failedTries(log, step))
}

class CaptureFace implements Performance<'capture-face'> {
  readonly #scene: Scene<'capture-face'>
  readonly #nonce: string
  readonly #challenges: InputOf<'capture-face'>['challenges']
  #decided: { outcome: Decision; output: OutputOf<'capture-face'> } | undefined

  constructor(scene: Scene<'capture-face'>) {
    this.#scene = scene
    this.#nonce = Buffer.from(scene.ports.random.bytes(NONCE_BYTES)).toString('base64url')
    this.#challenges = challengesFrom(sha256Hex(challengeSeed(scene.sessionId, this.#nonce)))
  }

  enter(): InputOf<'capture-face'> {
    const { memory, ports } = this.#scene
    const chipPhoto = pixelsOf(memory)
    if (!chipPhoto) throw new Problem('chip-photo.undecodable')
    const { faceJudge, cameraLabel } = ports
    const policy = this.#policy()
    const limits = limitsOf(policy, faceJudge?.engine() ?? shippedEngine)
    return {
      ...{ nonce: this.#nonce, challenges: [...this.#challenges], chipPhoto, rules: policy.capture },
      ...(limits && { limits }),
      ...(faceJudge && { comparesElsewhere: true }),
      ...(cameraLabel === undefined ? {} : { camera: cameraLabel }),
      triesLeft: triesLeft(this.#scene),
    }
  }

  answer(answer: AnswerOf<'capture-face'>): Reply<'capture-face'> | Promise<Reply<'capture-face'>> {
    if ('unavailable' in answer) return this.#unavailable(answer.unavailable)
    if ('jpeg' in answer) return this.#compare(answer)
    if (!this.#decided) throw new Problem('request.invalid')
    return complete(this.#decided.outcome, this.#decided.output)
  }

  #policy(): FacePolicy {
    return this.#scene.ports.office.identity.policy().face
  }

  #unavailable(because: string): Reply<'capture-face'> {
    this.#scene.memory.detach('live-face')
    return complete('unavailable', { nonce: this.#nonce, unavailable: because })
  }

  async #compare(capture: Capture): Promise<Reply<'capture-face'>> {
    const { memory, ports } = this.#scene
    // The label is the screen's word; it catches a camera that was swapped, not a screen that lies.
    if (!isPinnedCamera(capture.camera, ports.cameraLabel)) throw new Problem('camera.unknown')
    const jpeg = imageBytes(capture.jpeg, 'image/jpeg', MAX_ATTACHMENT_BYTES)
    try {
      const judged = await this.#judged(capture, jpeg)
      if (!judged) return this.#unavailable('engine-failed')
      const outcome = this.#decide(judged)
      memory.detach('live-face')
      const isKept = outcome === 'match' || outcome === 'review'
      const liveFace = isKept ? { liveFace: memory.attach('live-face', jpeg, 'image/jpeg') } : {}
      const { quality, camera } = capture
      this.#decided = { outcome, output: { nonce: this.#nonce, ...liveFace, quality, ...judged, camera } }
      return { stay: { compared: { decision: outcome, ...judged.match } } }
    } finally {
      jpeg.fill(0)
    }
  }

  /** The kiosk's own engine decides from the very picture that is kept; without one the screen's measurements stand. */
  async #judged({ liveness, match }: Capture, jpeg: Uint8Array): Promise<Judged | undefined> {
    const { ports, memory } = this.#scene
    if (!ports.faceJudge) return match && { liveness, match }
    const chipPhoto = pixelsOf(memory)
    const judgement = chipPhoto && (await ports.faceJudge.judge(chipPhoto, jpeg))
    if (!judgement) return undefined
    if (judgement.reasons.length > 0) throw new Problem('camera.picture-unclear')
    const { engine, score } = judgement
    // The gestures stay asked for; a living face that the engine does not see is none.
    const isLive = liveness.verdict === 'live'
    const alive = isLive ? { ...judgement.liveness, challenges: liveness.challenges } : liveness
    return { liveness: alive, match: { score, engine } satisfies FaceMatch }
  }

  #decide({ liveness, match }: Judged): Decision {
    if (liveness.verdict !== 'live' || !didAsAsked(this.#challenges, liveness.challenges)) return 'not-live'
    return decideFace(match.score, limitsOf(this.#policy(), match.engine))
  }
}

/**
 * 人脸采集: this process draws a nonce, and from it and the record's id the challenges, so that the server can tell what was asked; it
 * decides from what was measured. Only a picture that speaks for the person is kept; one of a failed try is wiped at once.
 */
export const captureFace = (scene: Scene<'capture-face'>): Performance<'capture-face'> => new CaptureFace(scene)
