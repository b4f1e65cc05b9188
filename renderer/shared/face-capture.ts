import type { InjectionKey } from 'vue'
import type { CaptureOptions, CaptureOutcome } from '../face/index.ts'

/** A capture under way: how it ends, and how to end it. */
export interface RunningCapture {
  readonly outcome: Promise<CaptureOutcome>
  stop(): void
  /** Another challenge for somebody who cannot do the one that is asked. */
  switchChallenge?(): void
}

/** Starts a capture into a video element. */
export type BeginCapture = (video: HTMLVideoElement, options: CaptureOptions) => RunningCapture

/** Where the capture step finds its camera; tests and previews provide their own. */
export const captureKey: InjectionKey<BeginCapture> = Symbol('capture')

/** The pages of a phone lie below an address of their own, those of the kiosk at the root of theirs. */
const { BASE_URL } = import.meta.env
const root = BASE_URL.startsWith('/') ? BASE_URL : '/'
const files = { modelDir: `${root}models`, wasmDir: `${root}wasm` }

async function load() {
  const { CaptureSession, DemoEngine } = await import('../face/index.ts')
  const engine = new DemoEngine()
  await engine.init(files)
  return { CaptureSession, engine }
}
let loaded: ReturnType<typeof load> | undefined

/** Loads models and wasm once, ahead of the capture; a failed load may be tried again. */
export function warmFaceEngine(): ReturnType<typeof load> {
  loaded ??= load().catch((cause: unknown) => {
    loaded = undefined
    throw cause
  })
  return loaded
}

/** The real capture: the engine in its worker, the pinned camera, one session. */
export const beginCapture: BeginCapture = (video, options) => {
  let session: { stop(): Promise<void>; switchChallenge(): boolean } | undefined
  let isStopped = false
  async function run(): Promise<CaptureOutcome> {
    const { CaptureSession, engine } = await warmFaceEngine()
    if (isStopped) return { kind: 'not-captured', because: 'stopped' }
    const capture = new CaptureSession(engine)
    session = capture
    return capture.start(video, options)
  }
  return {
    outcome: run().catch((): CaptureOutcome => ({ kind: 'unavailable', reason: 'engine-failed' })),
    stop: () => {
      isStopped = true
      session?.stop().catch(() => undefined)
    },
    switchChallenge: () => void session?.switchChallenge(),
  }
}
