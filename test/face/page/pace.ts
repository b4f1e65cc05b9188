import { openCamera } from '../../../renderer/face/camera.ts'
import type { DemoEngine } from '../../../renderer/face/demo-engine.ts'
import { frameSource } from '../../../renderer/face/frame-source.ts'
import type { Frame } from '../../../renderer/face/face-engine.ts'
import { rules } from '../../fixtures/face-evidence.ts'

/** What is done with every frame: nothing, looking at it, or looking and reading the face as numbers. */
export type Work = 'nothing' | 'track' | 'match'

/** How fast frames went through, and how long the page's own frames took meanwhile. */
export interface Pace {
  readonly framesPerS: number
  readonly worstFrameMs: number
  readonly size: readonly [width: number, height: number]
}

const FRAME_WAIT_MS = 1000
const WARM_UP_MS = 1500

/** Something that moves, so that the page draws every frame as a real one does. */
function movePage(): Animation {
  return document.body.animate([{ backgroundColor: 'white' }, { backgroundColor: 'seagreen' }], {
    duration: 1000,
    iterations: Infinity,
  })
}

/** Notes how far the page's frames lie apart until it is told to stop. */
function watchScreen(): () => number {
  let [last, worst, isOver] = [0, 0, false]
  const note = (at: number): void => {
    if (last > 0) worst = Math.max(worst, at - last)
    last = at
    if (!isOver) requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
  return () => {
    isOver = true
    return worst
  }
}

async function handle(engine: DemoEngine, frame: Frame, work: Work): Promise<void> {
  if (work !== 'nothing') await engine.assess(frame, rules.quality)
  if (work === 'match') await engine.extract(frame, 'camera')
  frame.data.fill(0)
}

/** Runs frames of the camera through the engine for so long, as a capture does, in front of a page that moves. */
export async function measurePace(engine: DemoEngine, asked: { work: Work; forMs: number }): Promise<Pace> {
  const video = document.querySelector('video')
  if (video === null) throw new Error('the page has no video')
  const camera = await openCamera({})
  const source = frameSource(video)
  video.srcObject = camera.stream
  await video.play()
  const { signal } = new AbortController()
  const moving = movePage()
  const run = async (forMs: number): Promise<number> => {
    const startMs = performance.now()
    let frames = 0
    while (performance.now() - startMs < forMs) {
      const frame = await source.next(FRAME_WAIT_MS, signal)
      if (frame === undefined) continue
      await handle(engine, frame, asked.work)
      frames += 1
    }
    return (frames * 1000) / (performance.now() - startMs)
  }
  try {
    await run(WARM_UP_MS)
    const stop = watchScreen()
    const framesPerS = await run(asked.forMs)
    return { framesPerS, worstFrameMs: stop(), size: [video.videoWidth, video.videoHeight] }
  } finally {
    moving.cancel()
    source.close()
    camera.close()
    video.srcObject = null
  }
}
