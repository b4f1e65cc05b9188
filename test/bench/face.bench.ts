import { openBench, type OpenBench } from '../face/face-bench.ts'
import type { Pace, Work } from '../face/page/pace.ts'
import { type BenchLine, line, median } from './rounds.ts'

const ROUNDS = 5
const FOR_MS = 4000
/** As a camera of a counter delivers them; the simulated one's usual pace would be the limit. */
const FPS = 25
const LEAST_FRAMES_PER_S = 8
const LONGEST_FRAME_MS = 50

/** Each kind of work in turns, so that whatever else the machine does falls on all of them. */
async function measure(bench: OpenBench): Promise<Readonly<Record<Work, readonly Pace[]>>> {
  const paces: Record<Work, Pace[]> = { nothing: [], track: [], match: [] }
  for (let round = 0; round < ROUNDS; round++)
    for (const work of ['track', 'nothing', 'match'] as const)
      paces[work].push(await bench.page.evaluate((asked) => window.faceBench.pace(asked), { work, forMs: FOR_MS }))
  return paces
}

function lineOf(
  about: { name: string; unit: string; target: string; isReached: (value: number) => boolean },
  values: readonly number[],
  baselines: readonly number[],
): BenchLine {
  const { isReached, ...rest } = about
  const figures = { value: median(values), baseline: median(baselines) }
  const ratio = figures.value / figures.baseline
  return line({ ...rest, rounds: ROUNDS }, { ...figures, ratio }, isReached(figures.value))
}

/**
 * The face engine in its worker on 640×480 of a real camera stack: frames a second through mesh and embedding, and the longest frame
 * of the page meanwhile, beside the same page and camera without the engine.
 */
export async function run(): Promise<BenchLine[]> {
  const bench = await openBench('chen-jing', { fps: FPS })
  try {
    const { nothing, track, match } = await measure(bench)
    const rate = (paces: readonly Pace[]): readonly number[] => paces.map(({ framesPerS }) => framesPerS)
    const worst = (paces: readonly Pace[]): readonly number[] => paces.map(({ worstFrameMs }) => worstFrameMs)
    const fast = { target: `value >= ${LEAST_FRAMES_PER_S}`, isReached: (value: number) => value >= LEAST_FRAMES_PER_S }
    const fluid = { target: `value < ${LONGEST_FRAME_MS}`, isReached: (value: number) => value < LONGEST_FRAME_MS }
    return [
      lineOf({ name: 'face-match', unit: 'frames/s mesh + embedding', ...fast }, rate(match), rate(nothing)),
      lineOf({ name: 'face-track', unit: 'frames/s mesh', ...fast }, rate(track), rate(nothing)),
      lineOf({ name: 'face-screen', unit: 'ms longest page frame', ...fluid }, worst(match), worst(nothing)),
    ]
  } finally {
    await bench.close()
  }
}
