import { type Camera, type FrameSource, frameSource, openCamera } from '../face/index.ts'
import type { FoundPage } from './find-page.ts'
import { PageReader } from './page-reader.ts'

const SIZE = { width: 1920, height: 1080 }
const FRAME_WAIT_MS = 1000

/** Who watches with it: where a page lies, whether the next good one is to be taken, and the page. */
export interface SightPorts {
  readonly found: (found: FoundPage) => void
  readonly isWanted: () => boolean
  readonly taken: (jpeg: Uint8Array) => void
}

/** Opens the document camera and watches until a page is taken or the signal ends it; throws a `CameraFault` where it cannot. */
export async function watchForPage(
  video: HTMLVideoElement,
  { label, signal }: { readonly label: string; readonly signal: AbortSignal },
  ports: SightPorts,
): Promise<void> {
  const camera = await openCamera({ label, ...SIZE })
  const [source, reader] = [frameSource(video), new PageReader()]
  try {
    signal.throwIfAborted()
    await play(video, camera)
    await Promise.race([lossOf(camera), read({ source, reader, signal }, ports)])
  } finally {
    source.close()
    reader.close()
    camera.close()
    video.srcObject = null
  }
}

const lossOf = (camera: Camera): Promise<never> => new Promise((_, reject) => camera.onLost(reject))

async function play(video: HTMLVideoElement, { stream }: Camera): Promise<void> {
  video.srcObject = stream
  await video.play()
}

interface Sight {
  readonly source: FrameSource
  readonly reader: PageReader
  readonly signal: AbortSignal
}

async function read({ source, reader, signal }: Sight, ports: SightPorts): Promise<void> {
  while (!signal.aborted) {
    const picture = await source.next(FRAME_WAIT_MS, signal)
    const answer = picture && (await reader.look({ picture, isTaken: ports.isWanted() }))
    if (signal.aborted) return
    if (answer) ports.found(answer.found)
    if (answer?.jpeg) return ports.taken(answer.jpeg)
  }
}
