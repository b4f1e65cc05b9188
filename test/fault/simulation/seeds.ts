import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { PlantedBug } from './planted-bug.ts'

/** What a row of seeds came to. */
export interface SeedsResult {
  readonly seeds: number
  readonly records: number
  readonly grants: number
  /** Processes that died, kiosks and servers. */
  readonly deaths: number
  /** Messages lost, doubled or delivered again later. */
  readonly mishaps: number
  readonly virtualMs: number
  readonly violations: readonly { readonly seed: number; readonly violation: string }[]
  readonly ms: number
  readonly cpuMs: number
}

/** Which seeds are simulated. */
export interface Seeds {
  readonly from: number
  readonly count: number
  /** Seeds that did not fit in are left out. */
  readonly budgetMs?: number
  readonly bug?: PlantedBug
}

const RUNNER = fileURLToPath(new URL('run-seeds.ts', import.meta.url))

async function inOneProcess({ from, count, budgetMs = 0, bug }: Seeds, step: number): Promise<SeedsResult> {
  const numbers = ['--from', from, '--step', step, '--count', count, '--budget-ms', budgetMs].map(String)
  const args = [RUNNER, ...numbers, ...(bug ? ['--bug', bug] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return JSON.parse(await text(child.stdout)) as SeedsResult
}

function joined(a: SeedsResult, b: SeedsResult): SeedsResult {
  return {
    seeds: a.seeds + b.seeds,
    records: a.records + b.records,
    grants: a.grants + b.grants,
    deaths: a.deaths + b.deaths,
    mishaps: a.mishaps + b.mishaps,
    virtualMs: a.virtualMs + b.virtualMs,
    violations: [...a.violations, ...b.violations],
    ms: Math.max(a.ms, b.ms),
    cpuMs: a.cpuMs + b.cpuMs,
  }
}

/** Simulates seeds in as many processes as are asked for; each takes every so-manyth. */
export async function simulate(seeds: Seeds, processes = 1): Promise<SeedsResult> {
  const shares = Array.from({ length: processes }, (_, i) => {
    const count = Math.ceil((seeds.count - i) / processes)
    return inOneProcess({ ...seeds, from: seeds.from + i, count }, processes)
  })
  return (await Promise.all(shares)).reduce(joined)
}

/** The figures of a run in words, for whoever reads what a test or a drill has tried. */
export function wordsOf({ seeds, deaths, mishaps, virtualMs, ms, cpuMs }: SeedsResult): string {
  const perSecond = Math.round(seeds / (ms / 1000))
  const hours = Math.round(virtualMs / 3_600_000)
  return (
    `${seeds} worlds (${hours} hours) with ${deaths} deaths of processes and ${mishaps} messages lost, doubled or repeated; ` +
    `${perSecond} seeds/s, ${Math.round(seeds / (cpuMs / 1000))} per second of processor time`
  )
}
