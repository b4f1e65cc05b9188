import type { Observation } from './observation.ts'

/** What the page asks of the worker; a frame's pixels are handed over and overwritten there after use. */
export type WorkerCall =
  | { readonly op: 'init'; readonly modelDir: string; readonly wasmDir: string }
  | { readonly op: 'observe'; readonly frame: SentFrame }
  | { readonly op: 'embed'; readonly frame: SentFrame; readonly enlargeBy: number }

export interface SentFrame {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
  readonly tsMs: number
}

/** What each call answers; `embed` answers nothing when there is no face. */
export interface WorkerAnswers {
  readonly init: { readonly backend: string }
  readonly observe: Observation
  readonly embed: { readonly embedding?: Float32Array }
}

export type WorkerAnswer<Op extends WorkerCall['op'] = WorkerCall['op']> =
  { readonly id: number; readonly value: WorkerAnswers[Op] } | { readonly id: number; readonly fault: string }
