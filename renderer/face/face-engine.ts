import type { FaceDecision, Policy } from '../../sync-server/contract/policy.ts'

/** Must stand wherever a person sees a result of an engine that is not certified. */
export const DEMO_LABEL = '演示算法 – 未经认证'

/** Who made an engine and whether anybody vouches for it; travels with every result. */
export interface EngineInfo {
  readonly vendor: string
  readonly model: string
  readonly version: string
  readonly certified: boolean
  readonly certificateNo?: string
  readonly scoreKind: 'distance' | 'similarity'
}

/** One picture as RGBA rows, top-down, not mirrored; `tsMs` is the time it was taken on the page's monotonic clock. */
export interface Frame {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
  readonly tsMs: number
}

/** Why a picture is not good enough; each has one sentence in `qualityHints`. */
export type QualityReason =
  | 'no-face'
  | 'several-faces'
  | 'too-far'
  | 'too-near'
  | 'off-centre'
  | 'turned'
  | 'tilted'
  | 'nodding'
  | 'eyes-closed'
  | 'too-dark'
  | 'too-bright'
  | 'blurred'

/** What an engine says about one picture; angles in degrees, positive yaw is a turn to the person's own left. */
export interface Quality {
  readonly ok: boolean
  readonly reasons: readonly QualityReason[]
  readonly faces: number
  readonly faceWidthPx: number
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
  readonly eyeOpen: number
  readonly sharpness: number
  readonly brightness: number
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

/** Distances (or similarities) that decide; they come from the hall's policy. */
export type MatchThresholds = Policy['face']

/** A comparison with the rule that decided it. */
export interface MatchResult {
  readonly decision: FaceDecision
  readonly score: number
  readonly threshold: number
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
  /** Shuffles the challenges reproducibly; without it they are shuffled by the system's randomness. */
  readonly seed?: number
  /** For challenges that were shuffled by whoever issued the nonce. */
  readonly keepOrder?: boolean
}

/** One run of a liveness check; frames are pushed one at a time, and `close` overwrites all it kept. */
export interface LivenessSession {
  push(frame: Frame): Promise<LivenessStep>
  /** Replaces the present challenge for somebody who cannot do it; false when there is nothing to replace it by. */
  switchChallenge?(): boolean
  result(): Promise<{ readonly liveness: LivenessResult; readonly best?: Frame }>
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
  assess(frame: Frame): Promise<Quality>
  startLiveness(options: LivenessOptions): LivenessSession
  extract(frame: Frame, source: 'idChip' | 'camera'): Promise<FaceTemplate | undefined>
  compare(card: FaceTemplate, live: FaceTemplate, thresholds: MatchThresholds): Promise<MatchResult>
  dispose(): Promise<void>
}
