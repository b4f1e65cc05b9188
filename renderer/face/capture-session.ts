import type { CaptureRules, ScoreLimits } from '../../sync-server/contract/face-limits.ts'
import { type Camera, CameraFault, type CameraReason, openCamera } from './camera.ts'
import type {
  Challenge,
  FaceEngine,
  FaceTemplate,
  Frame,
  LivenessResult,
  LivenessSession,
  LivenessStep,
  MatchResult,
  Quality,
} from './face-engine.ts'
import { feedState, startWatch, watchFrame } from './frame-watch.ts'
import { type FrameSource, frameSource } from './frame-source.ts'
import { portraitOf } from './portrait.ts'

/** What one capture is to do. */
export interface CaptureOptions {
  readonly challenges: readonly Challenge[]
  readonly rules: CaptureRules
  /** What the picture is compared with, and by which limits; without it only a picture is taken. */
  readonly against?: { readonly chipPhoto: ImageData; readonly limits: ScoreLimits | undefined }
  readonly seed?: number
  readonly keepOrder?: boolean
  /** The label of the one camera that may be used. */
  readonly camera?: string
  readonly onEvent: (event: CaptureEvent) => void
}

/** What the screen shows while the capture runs; each is sent when it changes, `quality` with every frame. */
export type CaptureEvent =
  | { readonly kind: 'hint'; readonly text: string | undefined }
  | { readonly kind: 'challenge'; readonly challenge: Challenge | undefined }
  | { readonly kind: 'progress'; readonly passed: number; readonly of: number }
  | { readonly kind: 'quality'; readonly quality: Quality }

/** How a capture ends. Without `match` nothing was to be compared, or the chip photo shows no face. */
export type CaptureOutcome =
  | {
      readonly kind: 'captured'
      readonly jpeg: Uint8Array
      readonly quality: Quality
      readonly liveness: LivenessResult
      readonly match?: MatchResult
      readonly camera: string
    }
  | { readonly kind: 'not-captured'; readonly because: 'stopped' | 'no-good-frame'; readonly liveness?: LivenessResult }
  | { readonly kind: 'unavailable'; readonly reason: CameraReason | 'engine-failed' }

const SECOND_MS = 1000
const FRAME_WAIT_MS = 1000

/** One capture with one camera and one engine; the engine is the caller's and lives on, everything else ends with it. */
export class CaptureSession {
  readonly #engine: FaceEngine
  readonly #ending = new AbortController()
  #fault: CameraFault | undefined
  #liveness: LivenessSession | undefined
  #running: Promise<CaptureOutcome> | undefined

  constructor(engine: FaceEngine) {
    this.#engine = engine
  }

  /** Runs to the end; never rejects, because every end is an answer the flow knows. A session starts once. */
  start(video: HTMLVideoElement, options: CaptureOptions): Promise<CaptureOutcome> {
    this.#running ??= this.#run(video, options).catch((cause: unknown): CaptureOutcome => {
      if (this.#ending.signal.aborted && this.#fault === undefined) return { kind: 'not-captured', because: 'stopped' }
      const fault = this.#fault ?? cause
      return { kind: 'unavailable', reason: fault instanceof CameraFault ? fault.reason : 'engine-failed' }
    })
    return this.#running
  }

  /** Another challenge for somebody who cannot do this one; false when there is none. */
  switchChallenge(): boolean {
    return this.#liveness?.switchChallenge?.() ?? false
  }

  /** Ends the capture and waits until camera and frames are gone. */
  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#running
  }

  async #run(video: HTMLVideoElement, options: CaptureOptions): Promise<CaptureOutcome> {
    const { challenges, rules, camera: label, seed, keepOrder } = options
    const limits = { timeoutMs: rules.seconds * SECOND_MS, quality: rules.quality }
    const camera = await openCamera(label === undefined ? {} : { label })
    camera.onLost((fault) => this.#fail(fault))
    const shuffle = { ...(seed === undefined ? {} : { seed }), ...(keepOrder === undefined ? {} : { keepOrder }) }
    const source = frameSource(video)
    try {
      this.#ending.signal.throwIfAborted()
      await play(video, camera)
      this.#liveness = this.#engine.startLiveness({ challenges, ...limits, ...shuffle })
      await this.#watch(source, this.#liveness, teller(options.onEvent))
      return await this.#conclude(this.#liveness, options, camera.label)
    } finally {
      this.#liveness?.close()
      source.close()
      camera.close()
      video.srcObject = null
    }
  }

  #fail(fault: CameraFault): void {
    this.#fault = fault
    this.#ending.abort()
  }

  async #watch(source: FrameSource, liveness: LivenessSession, tell: (step: LivenessStep) => void): Promise<void> {
    const { signal } = this.#ending
    let watch = startWatch(performance.now())
    for (let isDone = false; !isDone;) {
      const frame = await source.next(FRAME_WAIT_MS, signal)
      signal.throwIfAborted()
      const nowMs = performance.now()
      if (frame !== undefined) watch = watchFrame(watch, frame, nowMs)
      const feed = feedState(watch, nowMs)
      if (feed !== 'live') throw new CameraFault(`camera-${feed}`)
      if (frame === undefined) continue
      isDone = await this.#show(frame, liveness, tell)
    }
  }

  async #show(frame: Frame, liveness: LivenessSession, tell: (step: LivenessStep) => void): Promise<boolean> {
    try {
      const step = await liveness.push(frame)
      if (!this.#ending.signal.aborted) tell(step)
      return step.done
    } finally {
      frame.data.fill(0)
    }
  }

  async #conclude(session: LivenessSession, options: CaptureOptions, camera: string): Promise<CaptureOutcome> {
    const { liveness, best } = await session.result()
    if (best === undefined) return { kind: 'not-captured', because: 'no-good-frame', liveness }
    const { frame, quality } = best
    const match = options.against && (await this.#match(options.against, frame))
    const jpeg = await portraitOf(frame)
    this.#ending.signal.throwIfAborted()
    return { kind: 'captured', jpeg, quality, liveness, camera, ...(match === undefined ? {} : { match }) }
  }

  async #match(against: NonNullable<CaptureOptions['against']>, best: Frame): Promise<MatchResult | undefined> {
    const { data, width, height } = against.chipPhoto
    const card = await this.#engine.extract({ data, width, height, tsMs: 0 }, 'idChip')
    const live = await this.#engine.extract(best, 'camera')
    try {
      return card && live && (await this.#engine.compare(card, live, against.limits))
    } finally {
      wipe(card)
      wipe(live)
    }
  }
}

function wipe(template: FaceTemplate | undefined): void {
  template?.bytes.fill(0)
}

async function play(video: HTMLVideoElement, camera: Camera): Promise<void> {
  video.muted = true
  video.playsInline = true
  video.srcObject = camera.stream
  await video.play()
}

/** Tells only what changed: a screen reader would repeat a hint with every frame. */
function teller(onEvent: (event: CaptureEvent) => void): (step: LivenessStep) => void {
  let last: LivenessStep = { done: false, passed: -1 }
  return (step) => {
    const { hint, challenge, passed = 0, of = 0, quality } = step
    if (challenge !== last.challenge) onEvent({ kind: 'challenge', challenge })
    if (passed !== last.passed) onEvent({ kind: 'progress', passed, of })
    if (hint !== last.hint) onEvent({ kind: 'hint', text: hint })
    if (quality !== undefined) onEvent({ kind: 'quality', quality })
    last = step
  }
}
