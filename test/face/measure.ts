import type { Challenge } from '../../renderer/face/index.ts'
import { type CameraScene, type FacePerson, switchScene } from '../../native/simulator/camera/index.ts'
import { chipRows, type OpenBench, openBench } from './face-bench.ts'
import type { BenchReport } from './page/face-bench.ts'

const orders: readonly (readonly Challenge[])[] = [
  ['blink', 'turnLeft', 'turnRight'],
  ['blink', 'turnRight', 'turnLeft'],
  ['turnLeft', 'blink', 'turnRight'],
  ['turnLeft', 'turnRight', 'blink'],
  ['turnRight', 'blink', 'turnLeft'],
  ['turnRight', 'turnLeft', 'blink'],
]
const all: readonly Challenge[] = ['blink', 'turnLeft', 'turnRight']

function line(name: string, report: BenchReport): string {
  const { outcome, tookMs, frames, jpegBytes, hints, quality } = report
  const result =
    outcome.kind === 'captured'
      ? `${outcome.liveness.verdict} (${outcome.liveness.because}) ${outcome.match?.decision ?? 'no comparison'} ${outcome.match?.score.toFixed(3) ?? ''} ${jpegBytes} B`
      : JSON.stringify(outcome)
  const pace = frames > 0 ? `${(tookMs / frames).toFixed(0)} ms/frame over ${frames}` : 'no frames'
  const [least, most] = quality.widestYaw
  const seen = `yaw ${least.toFixed(0)}…${most.toFixed(0)} eyes ${quality.eyes.map((eye) => eye.toFixed(2)).join('…')}`
  return `${name}: ${result}; ${(tookMs / 1000).toFixed(1)} s, ${pace}; ${seen}; ${[...new Set(hints)].join(' / ')}`
}

async function compare(bench: OpenBench, live: FacePerson, card: FacePerson): Promise<void> {
  await switchScene(bench.clip, live)
  const report = await bench.capture({ challenges: ['blink'], timeoutMs: 30_000, chipPhoto: chipRows(card) })
  console.log(line(`${live} with the card of ${card}`, report))
}

async function scene(bench: OpenBench, name: CameraScene): Promise<void> {
  await switchScene(bench.clip, name)
  console.log(line(name, await bench.capture({ challenges: all, timeoutMs: 12_000 })))
}

async function swap(bench: OpenBench): Promise<void> {
  await switchScene(bench.clip, 'chen-jing')
  const running = bench.capture({ challenges: all, timeoutMs: 30_000 })
  await bench.page.waitForFunction(() => window.faceBench.passed() > 0)
  await switchScene(bench.clip, 'wang-lei')
  console.log(line('chen-jing, then wang-lei', await running))
}

const bench = await openBench('chen-jing')
console.log(`models loaded in ${bench.initMs.toFixed(0)} ms; camera "${bench.cameraLabel}"`)
try {
  for (const challenges of orders) {
    const report = await bench.capture({
      challenges,
      keepOrder: true,
      timeoutMs: 40_000,
      chipPhoto: chipRows('chen-jing'),
    })
    console.log(line(challenges.join(' '), report))
  }
  await compare(bench, 'chen-jing', 'wang-lei')
  await compare(bench, 'wang-lei', 'chen-jing')
  await compare(bench, 'wang-lei', 'wang-lei')
  await compare(bench, 'li-review', 'li-review')
  await compare(bench, 'li-review', 'chen-jing')
  for (const name of ['photo', 'empty', 'two-people', 'black', 'frozen'] as const) await scene(bench, name)
  await swap(bench)
  console.log(line('unknown camera', await bench.capture({ challenges: all, timeoutMs: 5000, camera: 'another one' })))
  console.log(
    line(
      'pinned camera, one challenge switched',
      await bench.capture({
        challenges: ['blink', 'turnLeft'],
        keepOrder: true,
        timeoutMs: 30_000,
        camera: bench.cameraLabel,
        switchAfterMs: 2500,
      }),
    ),
  )
} finally {
  await bench.close()
}
