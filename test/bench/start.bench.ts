import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { appFolder, buildApp } from '../../build/setup/build-app.ts'
import { virtualDisplay } from '../../build/setup/display.ts'
import { electronRuntime } from '../../build/setup/electron/runtime.ts'
import { startIntake } from './intake-client.ts'
import { type BenchLine, interleave, line, median } from './rounds.ts'
import { runWindow, type WindowFigures } from './window-run.ts'

const ROUNDS = 7
const EMPTY_APP = fileURLToPath(new URL('empty-window/', import.meta.url))

/** A counter as it stands in a hall: enrolled at a running server, a reader configured, full screen. */
function configure(folder: string, server: { url: string; enrolmentCode: string }): string {
  const path = join(folder, 'kiosk.json5')
  const config = {
    server: server.url,
    mode: 'counter',
    demo: true,
    data: join(folder, 'data'),
    enrolmentCode: server.enrolmentCode,
    reader: { driver: 'sam-serial', path: join(folder, 'no-reader') },
  }
  writeFileSync(path, JSON.stringify(config))
  return path
}

/** Start of the kiosk, spawn to interactive counter, and its memory, against an empty window of the same runtime. */
export async function run(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-bench-'))
  const runtime = await electronRuntime()
  await buildApp()
  const display = await virtualDisplay()
  mkdirSync(join(folder, 'server'))
  const intake = await startIntake(join(folder, 'server'), 1)
  const config = configure(folder, intake)
  const kiosk: WindowFigures[] = []
  const empty: WindowFigures[] = []
  const measured = async (launch: { app: string; args?: string[] }, into: WindowFigures[]): Promise<number> => {
    const figures = await runWindow(runtime, launch, display.env)
    into.push(figures)
    return figures.readyMs
  }
  try {
    const started = await interleave(
      ROUNDS,
      () => measured({ app: appFolder, args: ['--config', config] }, kiosk),
      () => measured({ app: EMPTY_APP }, empty),
    )
    const memoryOf = (all: readonly WindowFigures[]): number => median(all.slice(1).map(({ memoryMiB }) => memoryMiB))
    const memory = { value: memoryOf(kiosk), baseline: memoryOf(empty), ratio: memoryOf(kiosk) / memoryOf(empty) }
    const start = { name: 'kiosk-start', unit: 'ms', rounds: ROUNDS, target: 'ratio <= 1.6' }
    const size = { name: 'kiosk-memory', unit: 'MiB', rounds: ROUNDS, target: 'ratio <= 1.5' }
    return [line(start, started, started.ratio <= 1.6), line(size, memory, memory.ratio <= 1.5)]
  } finally {
    await intake.stop()
    display.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
