/** One line that a benchmark prints: the product's figure beside a baseline of the same run. */
export interface BenchLine {
  readonly name: string
  /** Median over the rounds. */
  readonly value: number
  readonly unit: string
  /** What the same machine does in the same run without the product around it. */
  readonly baseline: number
  /** `value / baseline`; for times and memory lower is better, for rates higher. */
  readonly ratio: number
  readonly rounds: number
  /** The figure to reach, in words. */
  readonly target: string
  readonly isReached: boolean
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
  return (upper + lower) / 2
}

type Measure = () => number | Promise<number>

/** Runs two measurements in turns, so that whatever else the machine does falls on both; warms up once. */
export async function interleave(
  rounds: number,
  measured: Measure,
  baseline: Measure,
): Promise<{ value: number; baseline: number; ratio: number }> {
  const values: number[] = []
  const baselines: number[] = []
  const ratios: number[] = []
  for (let round = -1; round < rounds; round++) {
    const first = round % 2 === 0
    const early = await (first ? measured() : baseline())
    const late = await (first ? baseline() : measured())
    if (round < 0) continue
    const [value, base] = first ? [early, late] : [late, early]
    values.push(value)
    baselines.push(base)
    ratios.push(value / base)
  }
  return { value: median(values), baseline: median(baselines), ratio: median(ratios) }
}

/** Calls a second of a function, each call timed together with its neighbours for at least `minimumMs`. */
export function rateOf(run: () => void, minimumMs = 400): number {
  const begin = performance.now()
  let count = 0
  let now = begin
  while (now - begin < minimumMs) {
    for (let i = 0; i < 16; i++) run()
    count += 16
    now = performance.now()
  }
  return (count * 1000) / (now - begin)
}

const round3 = (value: number): number => Number(value.toPrecision(4))

/** Builds a line from interleaved figures. */
export function line(
  about: { name: string; unit: string; rounds: number; target: string },
  figures: { value: number; baseline: number; ratio: number },
  isReached: boolean,
): BenchLine {
  const { value, baseline, ratio } = figures
  return { ...about, value: round3(value), baseline: round3(baseline), ratio: round3(ratio), isReached }
}
