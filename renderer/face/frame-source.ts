import type { Frame } from './face-engine.ts'

/** Reads frames off a playing video; one canvas is used again and again and emptied at the end. */
export interface FrameSource {
  /** The next picture the camera delivers, or nothing when none came in time. */
  next(timeoutMs: number, signal: AbortSignal): Promise<Frame | undefined>
  close(): void
}

function nextPicture(video: HTMLVideoElement, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const handle = video.requestVideoFrameCallback(() => resolve(true))
  const timer = setTimeout(() => resolve(false), timeoutMs)
  const giveUp = (): void => resolve(false)
  signal.addEventListener('abort', giveUp)
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
    video.cancelVideoFrameCallback(handle)
  })
}

export function frameSource(video: HTMLVideoElement): FrameSource {
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('there is no canvas')
  return {
    // Asking only when the last frame is done is what drops frames while the engine is busy.
    next: async (timeoutMs, signal) => {
      if (!(await nextPicture(video, timeoutMs, signal)) || signal.aborted) return undefined
      const { videoWidth: width, videoHeight: height } = video
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
      context.drawImage(video, 0, 0)
      return { data: context.getImageData(0, 0, width, height).data, width, height, tsMs: performance.now() }
    },
    close: () => {
      context.clearRect(0, 0, canvas.width, canvas.height)
      Object.assign(canvas, { width: 1, height: 1 })
    },
  }
}
