import { readFileSync } from 'node:fs'
import jpeg from 'jpeg-js'
import { FaceService } from '../../electron/faces/face-service.ts'
import { sdkProcess } from '../../electron/faces/sdk-process.ts'
import type { FaceEngineInfo } from '../../sync-server/contract/face-evidence.ts'
import { shippedEngine } from '../../sync-server/contract/face-limits.ts'
import { faceComparer } from '../sandbox/authorities/faces/face-comparer.ts'
import type { Score } from './score-pairs.ts'

/** An engine that is calibrated; `unlike` is larger the less alike, also for one whose own score runs the other way. */
export interface CalibratedEngine {
  readonly info: FaceEngineInfo
  readonly unlike: Score
  stop(): Promise<void>
}

/** The engine that ships, in a thread of this process; each picture is read once. */
export function shipped(): CalibratedEngine {
  const comparer = faceComparer()
  const known = new Map<string, Promise<Float32Array | undefined>>()
  const read = (path: string): Promise<Float32Array | undefined> => {
    const reading = known.get(path) ?? comparer.read(readFileSync(path))
    known.set(path, reading)
    return reading
  }
  const unlike: Score = async (card, live) => {
    const [a, b] = [await read(card), await read(live)]
    return a && b && Math.hypot(...a.map((value, i) => value - (b[i] ?? 0)))
  }
  return { info: shippedEngine, unlike, stop: () => comparer.stop() }
}

const TIMEOUT_MS = 30_000

/** A vendor's program that speaks the kiosk's protocol; throws when it does not answer. */
export async function ofProgram(program: string): Promise<CalibratedEngine> {
  const service = new FaceService({
    spawn: () => sdkProcess({ program, args: [] }),
    timeoutMs: TIMEOUT_MS,
    failed: (because) => process.stderr.write(`the engine failed: ${because}\n`),
  })
  const info = await service.greeted()
  if (!info) throw new Error('the engine does not answer')
  const unlike: Score = async (card, live) => {
    const { data, width, height } = jpeg.decode(readFileSync(card), { useTArray: true })
    const judged = await service.judge({ width, height, rgba: data }, readFileSync(live))
    return judged && (info.scoreKind === 'distance' ? judged.score : -judged.score)
  }
  return { info, unlike, stop: () => service.stop() }
}
