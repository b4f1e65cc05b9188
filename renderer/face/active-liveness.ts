import type { FaceQualityLimits } from '../../sync-server/contract/face-quality.ts'
import type {
  Challenge,
  FaceTemplate,
  Frame,
  GoodFrame,
  LivenessResult,
  LivenessSession,
  LivenessStep,
  Quality,
} from './face-engine.ts'
import {
  advance,
  type LivenessState,
  presentChallenge,
  startLiveness,
  switchChallenge,
  wantsIdentity,
} from './liveness.ts'
import { distanceBetween, embeddingOf } from './matching.ts'
import type { Observation } from './observation.ts'
import { hintFor, qualityOf } from './quality.ts'

/** What a challenge check needs of an engine. */
export interface Eyes {
  observe(frame: Frame): Promise<Observation>
  extract(frame: Frame, source: 'camera'): Promise<FaceTemplate | undefined>
}

const challengeHints: Readonly<Record<Challenge, string>> = {
  blink: '请眨眨眼',
  turnLeft: '请向左转头，再转回来',
  turnRight: '请向右转头，再转回来',
}

interface Setting {
  readonly order: readonly Challenge[]
  readonly timeoutMs: number
  readonly limits: FaceQualityLimits
  readonly eyes: Eyes
}

/** Challenges in front of one ordinary camera: the rules are in `liveness.ts`, this feeds them and keeps the best frame. */
export class ActiveLiveness implements LivenessSession {
  readonly #setting: Setting
  #state: LivenessState
  #isStarted = false
  #first: Float32Array | undefined
  #best: (GoodFrame & { readonly score: number }) | undefined

  constructor(setting: Setting) {
    this.#setting = setting
    this.#state = startLiveness(setting.order, Infinity)
  }

  async push(frame: Frame): Promise<LivenessStep> {
    if (!this.#isStarted) this.#state = startLiveness(this.#setting.order, frame.tsMs + this.#setting.timeoutMs)
    this.#isStarted = true
    const seen = await this.#setting.eyes.observe(frame)
    const identityDistance = await this.#identityOf(frame, seen)
    const before = this.#state // after the last wait: a challenge may have been switched meanwhile
    this.#state = advance(before, { seen, ...(identityDistance === undefined ? {} : { identityDistance }) })
    if (before.phase !== 'settling' && this.#state.phase === 'settling') this.#forget()
    const quality = qualityOf(seen, this.#setting.limits, this.#state.eyeBaseline)
    this.#keepBest(frame, quality)
    return this.#step(quality)
  }

  switchChallenge(): boolean {
    const before = this.#state
    this.#state = switchChallenge(before)
    return this.#state !== before
  }

  async result(): Promise<{ liveness: LivenessResult; best?: GoodFrame }> {
    const { end, passed } = this.#state
    const verdict = end === 'passed' ? 'live' : 'inconclusive'
    const liveness: LivenessResult = { verdict, method: 'active', challenges: passed, because: end ?? 'unfinished' }
    return this.#best === undefined ? { liveness } : { liveness, best: this.#best }
  }

  close(): void {
    this.#forget()
  }

  /** The first face is remembered before the challenges begin, and after each of them compared with who is there then. */
  async #identityOf(frame: Frame, seen: Observation): Promise<number | undefined> {
    if (!wantsIdentity(this.#state, seen)) return undefined
    const template = await this.#setting.eyes.extract(frame, 'camera')
    if (template === undefined) return undefined
    const face = embeddingOf(template.bytes)
    template.bytes.fill(0)
    if (this.#state.phase === 'meeting') this.#first = face
    return this.#first === undefined ? undefined : distanceBetween(this.#first, face)
  }

  /** The sharpest of the good frames, looking straight at the camera; the one it replaces is overwritten. */
  #keepBest(frame: Frame, quality: Quality): void {
    if (!quality.ok || this.#state.phase === 'settling') return
    const score = quality.sharpness * (1 - Math.abs(quality.yaw) / 20)
    if (score <= (this.#best?.score ?? 0)) return
    this.#best?.frame.data.fill(0)
    this.#best = { frame: { ...frame, data: new Uint8ClampedArray(frame.data) }, quality, score }
  }

  #step(quality: Quality): LivenessStep {
    const challenge = presentChallenge(this.#state)
    const { passed, order, phase } = this.#state
    const step = { done: phase === 'ended', passed: passed.length, of: order.length, quality }
    const hint = challenge === undefined ? hintFor(quality) : (urgentHint(quality) ?? challengeHints[challenge])
    return { ...step, ...(hint === undefined ? {} : { hint }), ...(challenge === undefined ? {} : { challenge }) }
  }

  #forget(): void {
    this.#best?.frame.data.fill(0)
    this.#first?.fill(0)
    this.#best = undefined
    this.#first = undefined
  }
}

/** During a gesture only what stops it is said: a turned head or shut eyes are what was asked for. */
function urgentHint({ reasons }: Quality): string | undefined {
  const [urgent] = reasons.filter((reason) =>
    ['no-face', 'several-faces', 'too-far', 'too-near', 'too-dark'].includes(reason),
  )
  return urgent === undefined ? undefined : hintFor({ reasons: [urgent] })
}
