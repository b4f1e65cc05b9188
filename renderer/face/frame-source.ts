import type { Frame } from './face-engine.ts'

/** Reads frames off a playing video; one canvas is used again and again and emptied at the end. */
export interface FrameSource {
  /** The next picture the camera delivers, or nothing when none came in time. */
  next(timeoutMs: number, signal: AbortSignal): Promise<Frame | undefined>
  close(): void
}

/** Whether the video shows a picture that nobody has taken yet: one that came while the engine was busy need not be waited for. */
function freshness(video: HTMLVideoElement) {
  let isFresh = false
  let wake = (): void => undefined
  let handle = 0
  const listen = (): void => {
    handle = video.requestVideoFrameCallback(() => {
      isFresh = true
      wake()
      listen()
    })
  }
  listen()
  async function take(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    if (!isFresh && !signal.aborted) await woken(timeoutMs, signal)
    const wasFresh = isFresh
    isFresh = false
    return wasFresh
  }
  function woken(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    const timer = setTimeout(resolve, timeoutMs)
    const giveUp = (): void => resolve()
    signal.addEventListener('abort', giveUp)
    return promise.finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
    })
  }
  return { take, end: () => video.cancelVideoFrameCallback(handle) }
}

export function frameSource(video: HTMLVideoElement): FrameSource {
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('there is no canvas')
  const fresh = freshness(video)
  return {
    // Only the newest picture is taken when the last one is done: that is what drops frames while the engine is busy.
    next: async (timeoutMs, signal) => {
      if (!(await fresh.take(timeoutMs, signal)) || signal.aborted) return undefined
      const { videoWidth: width, videoHeight: height } = video
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
      context.drawImage(video, 0, 0)
      return { data: context.getImageData(0, 0, width, height).data, width, height, tsMs: performance.now() }
    },
    close: () => {
      fresh.end()
      context.clearRect(0, 0, canvas.width, canvas.height)
      Object.assign(canvas, { width: 1, height: 1 })
    },
  }
}
