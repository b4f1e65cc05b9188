import { limits, rules } from '../../fixtures/face-evidence.ts'
import { measurePace, type Pace, type Work } from './pace.ts'
import { type CaptureOptions, type CaptureOutcome, CaptureSession, DemoEngine } from '../../../renderer/face/index.ts'

/** A capture as the bench asks for it; the chip photo travels as base64 of its RGBA rows. */
export interface BenchCapture extends Pick<CaptureOptions, 'challenges' | 'keepOrder' | 'camera' | 'seed'> {
  readonly timeoutMs: number
  readonly chipPhoto?: string
  readonly switchAfterMs?: number
}

/** What the bench learns of a capture. */
export interface BenchReport {
  readonly outcome: CaptureOutcome
  readonly jpegBytes: number
  readonly tookMs: number
  readonly frames: number
  readonly hints: readonly string[]
  readonly quality: {
    readonly last?: object
    readonly widestYaw: readonly [number, number]
    readonly eyes: readonly [number, number]
  }
  readonly videoCleared: boolean
}

export interface FaceBench {
  init(): Promise<{ readonly ms: number; readonly label: string }>
  capture(request: BenchCapture): Promise<BenchReport>
  passed(): number
  pace(asked: { work: Work; forMs: number }): Promise<Pace>
  dispose(): Promise<void>
}

declare global {
  interface Window {
    faceBench: FaceBench
  }
}

const engine = new DemoEngine()
let passed = 0

function photoOf(base64: string): ImageData {
  return new ImageData(
    Uint8ClampedArray.from(atob(base64), (char) => char.charCodeAt(0)),
    102,
    126,
  )
}

async function capture({ chipPhoto, switchAfterMs, timeoutMs, ...request }: BenchCapture): Promise<BenchReport> {
  const video = document.querySelector('video')
  if (video === null) throw new Error('the page has no video')
  const session = new CaptureSession(engine)
  const hints: string[] = []
  const seen: { yaw: number; eyeOpening: number }[] = []
  let last: object | undefined
  passed = 0
  const startedMs = performance.now()
  if (switchAfterMs !== undefined) setTimeout(() => hints.push(`switched ${session.switchChallenge()}`), switchAfterMs)
  const outcome = await session.start(video, {
    ...request,
    rules: { ...rules, seconds: timeoutMs / 1000 },
    ...(chipPhoto === undefined ? {} : { against: { chipPhoto: photoOf(chipPhoto), limits } }),
    onEvent: (event) => {
      if (event.kind === 'hint' && event.text !== undefined) hints.push(event.text)
      if (event.kind === 'progress') passed = event.passed
      if (event.kind !== 'quality') return
      last = event.quality
      if (event.quality.faces > 0) seen.push({ yaw: event.quality.yaw, eyeOpening: event.quality.eyeOpening })
    },
  })
  const range = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)]
  return {
    outcome,
    jpegBytes: outcome.kind === 'captured' ? outcome.jpeg.length : 0,
    tookMs: performance.now() - startedMs,
    frames: seen.length,
    hints,
    quality: {
      ...(last && { last }),
      widestYaw: range(seen.map(({ yaw }) => yaw)),
      eyes: range(seen.map(({ eyeOpening }) => eyeOpening)),
    },
    videoCleared: video.srcObject === null,
  }
}

window.faceBench = {
  init: async () => {
    const startedMs = performance.now()
    await engine.init({ modelDir: '/models', wasmDir: '/wasm' })
    const ms = performance.now() - startedMs
    const stream = await navigator.mediaDevices.getUserMedia({ video: true })
    const label = stream.getVideoTracks()[0]?.label ?? ''
    for (const track of stream.getTracks()) track.stop()
    return { ms, label }
  },
  capture,
  passed: () => passed,
  pace: (asked) => measurePace(engine, asked),
  dispose: () => engine.dispose(),
}
