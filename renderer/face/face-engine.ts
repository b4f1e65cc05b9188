import type { FaceEngineInfo } from '../../sync-server/contract/face-evidence.ts'
import type { FaceDecision, ScoreLimits } from '../../sync-server/contract/face-limits.ts'
import type { FaceQuality, FaceQualityLimits, QualityReason } from '../../sync-server/contract/face-quality.ts'

/** Must stand wherever a person sees a result of an engine that is not certified. */
export const DEMO_LABEL = '演示算法 – 未经认证'

/** Who made an engine and whether anybody vouches for it; travels with every result. */
export type EngineInfo = FaceEngineInfo

/** One picture as RGBA rows, top-down, not mirrored; `tsMs` is the time it was taken on the page's monotonic clock. */
export interface Frame {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
  readonly tsMs: number
}

/** What an engine says about one picture; angles in degrees, positive yaw is a turn to the person's own left. */
export interface Quality extends FaceQuality {
  readonly ok: boolean
  readonly reasons: readonly QualityReason[]
  /** How far the middle of the face lies above the middle of the picture, as a share of its height; below it is negative. */
  readonly above?: number
}

/** What a person may be asked to do; left and right are the person's own. */
export type Challenge = 'blink' | 'turnLeft' | 'turnRight'

/** The answer to "is this a living person"; `because` names the rule that decided. */
export interface LivenessResult {
  readonly verdict: 'live' | 'spoof' | 'inconclusive'
  readonly method: 'active' | 'passive' | 'ir' | '3d'
  readonly challenges: readonly Challenge[]
  readonly because: string
  readonly score?: number
}

/** A face as an engine keeps it: opaque to everybody else, never stored, overwritten after use. */
export interface FaceTemplate {
  readonly bytes: Uint8Array
  readonly engine: EngineInfo
}

/** A comparison with the limit that decided it; without limits two people decide. */
export interface MatchResult {
  readonly decision: FaceDecision
  readonly score: number
  readonly threshold?: number
  readonly engine: EngineInfo
}

/** What to tell the person after one frame; engines without challenges leave those members out. */
export interface LivenessStep {
  readonly done: boolean
  readonly hint?: string
  readonly challenge?: Challenge
  readonly passed?: number
  readonly of?: number
  readonly quality?: Quality
}

export interface LivenessOptions {
  readonly challenges: readonly Challenge[]
  readonly timeoutMs: number
  readonly quality: FaceQualityLimits
  /** Shuffles the challenges reproducibly; without it they are shuffled by the system's randomness. */
  readonly seed?: number
  /** For challenges that were shuffled by whoever issued the nonce. */
  readonly keepOrder?: boolean
}

/** The frame that speaks best for its person, with what was measured of it. */
export interface GoodFrame {
  readonly frame: Frame
  readonly quality: Quality
}

/** One run of a liveness check; frames are pushed one at a time, and `close` overwrites all it kept. */
export interface LivenessSession {
  push(frame: Frame): Promise<LivenessStep>
  /** Replaces the present challenge for somebody who cannot do it; false when there is nothing to replace it by. */
  switchChallenge?(): boolean
  result(): Promise<{ readonly liveness: LivenessResult; readonly best?: GoodFrame }>
  close(): void
}

/** Where the engine finds its files: paths of this page's own origin, such as `/models`. */
export interface EngineFiles {
  readonly modelDir: string
  readonly wasmDir?: string
  readonly licence?: string
}

/** Everything the kiosk asks of a face engine; a certified vendor's SDK takes the demonstration's place behind this. */
export interface FaceEngine {
  init(files: EngineFiles): Promise<EngineInfo>
  assess(frame: Frame, limits: FaceQualityLimits): Promise<Quality>
  startLiveness(options: LivenessOptions): LivenessSession
  extract(frame: Frame, source: 'idChip' | 'camera'): Promise<FaceTemplate | undefined>
  compare(card: FaceTemplate, live: FaceTemplate, limits: ScoreLimits | undefined): Promise<MatchResult>
  dispose(): Promise<void>
}
