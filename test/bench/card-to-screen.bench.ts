import { _electron, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appFolder, buildApp } from '../../build/setup/build-app.ts'
import { virtualDisplay } from '../../build/setup/display.ts'
import { electronRuntime, launchArguments } from '../../build/setup/electron/runtime.ts'
import { type SerialReader, startSerialReader } from '../../native/simulator/serial-reader.ts'
import { CounterRobot } from '../e2e/hall/counter-robot.ts'
import { ScreenAlbum } from '../e2e/hall/screen-album.ts'
import { startIntake } from './intake-client.ts'
import { type BenchLine, line, median } from './rounds.ts'

const ROUNDS = 15
const SCREEN = { width: 1920, height: 1080 }
const TARGET_MS = 15
const PHONE = '10000000000'
const CARD = 'chen-jing'

/** Wall-clock milliseconds, to parts of one; the page below uses the same clock. */
const wallMs = (): number => performance.timeOrigin + performance.now()

/** Remembers in the page when the document that was read is first on the screen. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = window as unknown as { shownAt: Promise<number> }
    seen.shownAt = new Promise((resolve) => {
      const look = (): void => {
        const again = [...document.querySelectorAll('button')].find((b) => b.textContent?.trim() === '核对无误')
        if (!again || again.disabled) return
        observer.disconnect()
        resolve(performance.timeOrigin + performance.now())
      }
      const observer = new MutationObserver(look)
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    })
  })
}

const shownAt = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { shownAt: Promise<number> }).shownAt)

/** Lays the card on the reader again and again, and takes the time of each; the first read warms up. */
async function timeReads(
  counter: CounterRobot,
  reader: SerialReader,
  answeredAt: () => number,
): Promise<readonly number[]> {
  const took: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    await watch(counter.page)
    await reader.setCard(CARD)
    took.push((await shownAt(counter.page)) - answeredAt())
    await reader.setCard(null)
    await counter.press('重新读卡')
  }
  return took.slice(1)
}

/** From the clerk's sign-in to the step that waits for a card. */
async function goToReader(counter: CounterRobot): Promise<void> {
  await counter.signIn()
  await counter.begin()
  await counter.claimAccount(PHONE)
  await counter.consent('实证核验告知书')
  await counter.consent('人脸信息单独同意书')
  await counter.sees('读取证件')
}

/** From the last byte on the wire to the document on the counter's screen, through every process in between. */
export async function run(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-bench-'))
  mkdirSync(join(folder, 'server'))
  const runtime = await electronRuntime()
  await buildApp()
  const display = await virtualDisplay(SCREEN)
  const intake = await startIntake(join(folder, 'server'), 1)
  let answeredAt = 0
  const reader = await startSerialReader({ dir: folder, onAnswered: () => (answeredAt = wallMs()) })
  const config = join(folder, 'kiosk.json5')
  const { url, enrolmentCode } = intake
  const sam = { driver: 'sam-serial', path: reader.path, baudRate: 115_200 }
  const idle = { warnAfterS: 600, endAfterS: 900, signOutAfterS: 1800 }
  const data = join(folder, 'data')
  writeFileSync(config, JSON.stringify({ server: url, demo: true, data, enrolmentCode, reader: sam, idle }))
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: launchArguments(runtime, { app: appFolder, args: ['--config', config] }),
    env: { ...(process.env as Record<string, string>), ...runtime.env, ...display.env },
  })
  try {
    await app.firstWindow()
    const counter = new CounterRobot(() => app.windows(), new ScreenAlbum(SCREEN))
    await goToReader(counter)
    const took = await timeReads(counter, reader, () => answeredAt)
    const value = median(took)
    const about = { name: 'card-to-screen', unit: 'ms', rounds: ROUNDS, target: `value <= ${TARGET_MS}` }
    const figures = { value, baseline: TARGET_MS, ratio: value / TARGET_MS }
    return [line(about, figures, value <= TARGET_MS)]
  } finally {
    await app.close().catch(() => undefined)
    await reader.stop()
    await intake.stop()
    display.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
