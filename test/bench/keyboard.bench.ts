import type { Page } from '@playwright/test'
import { ensurePackages } from '../../build/setup/debian.ts'
import { openKeyboardPages } from '../preview/keyboard/open-keyboard-page.ts'
import { type BenchLine, interleave, line } from './rounds.ts'

const ROUNDS = 7
/** A phone number; and so many of them a round. */
const TAPS = 11
const NUMBERS = 4
const LIMIT_MS = 50

declare global {
  interface Window {
    /** Milliseconds from each tap to the frame that shows what it did. */
    taps?: number[]
  }
}

/** Runs in the page: notes for each tap how long the frame after it took; the message arrives when that frame is made. */
function noteTaps(): void {
  const taps: number[] = []
  window.taps = taps
  const afterFrame = (then: () => void): void => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = then
    requestAnimationFrame(() => port2.postMessage(undefined))
  }
  const note = ({ timeStamp, target }: PointerEvent): void => {
    const isMeasured = target instanceof Element && target.closest('[aria-label="清空"]') === null
    if (isMeasured) afterFrame(() => taps.push(performance.now() - timeStamp))
  }
  addEventListener('pointerdown', note, { capture: true })
}

async function tapOften(page: Page, locator: string): Promise<number[]> {
  const box = await page.locator(locator).boundingBox()
  if (!box) throw new Error(`${locator} is not on the page`)
  await page.evaluate(() => (window.taps ?? []).splice(0))
  for (let tap = 1; tap <= TAPS; tap++) {
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
    await page.waitForFunction((count) => window.taps?.length === count, tap)
  }
  return page.evaluate(() => window.taps ?? [])
}

const slowest = (taps: readonly number[]): number =>
  [...taps].sort((a, b) => a - b)[Math.ceil(taps.length * 0.95) - 1] ?? 0

/** A tap on the on-screen keyboard until its digit stands, grouped, in the field; beside a button that turns blue. */
export async function run(): Promise<BenchLine[]> {
  await ensurePackages('browser')
  const pages = await openKeyboardPages({})
  try {
    const page = await pages.open({ width: 1080, height: 1920 })
    await page.evaluate(noteTaps)
    await page.locator('[data-keyboard=digits]').focus()
    const often = async (locator: string): Promise<number> => {
      const taps: number[] = []
      for (let number = 0; number < NUMBERS; number++) {
        await page.getByRole('button', { name: '清空' }).tap()
        taps.push(...(await tapOften(page, locator)))
      }
      return slowest(taps)
    }
    const key = '.keyboard button[aria-label="5"]'
    const figures = await interleave(
      ROUNDS,
      () => often(key),
      () => often('#bare'),
    )
    const about = { name: 'keyboard', unit: 'ms p95 tap to frame', rounds: ROUNDS, target: `value < ${LIMIT_MS}` }
    return [line(about, figures, figures.value < LIMIT_MS)]
  } finally {
    await pages.close()
  }
}
