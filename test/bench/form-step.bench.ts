import type { Page } from '@playwright/test'
import { Hall } from '../e2e/hall/hall.ts'
import { type BenchLine, line } from './rounds.ts'

const ROUNDS = 40
const LIMIT_MS = 100
const SCREEN = { width: 1080, height: 1920 }

/** What a tap must bring about: another first heading, or the words of a complaint. */
type Awaited = 'heading' | 'complaint'

/** Runs in the page: taps the button whose name begins so, and waits for the frame that shows what came of it; milliseconds. */
function tapAndWait([name, awaited]: readonly [name: string, awaited: Awaited]): Promise<number> {
  const heading = (): string => document.querySelector('h1')?.textContent ?? ''
  const complaint = (): string => document.querySelector('[role=alert]')?.textContent ?? ''
  const shown = awaited === 'heading' ? heading : complaint
  const before = shown()
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent?.trim().startsWith(name))
  if (!button) throw new Error(`no button ${name}`)
  const from = performance.now()
  return new Promise((resolve) => {
    const look = (): void => {
      if (shown() === before || shown() === '') return
      observer.disconnect()
      requestAnimationFrame(() => resolve(performance.now() - from))
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    button.click()
  })
}

const tap = (page: Page, name: string, awaited: Awaited): Promise<number> =>
  page.evaluate(tapAndWait, [name, awaited] as const)

const slowest = (taken: readonly number[]): number =>
  [...taken].sort((a, b) => a - b)[Math.ceil(taken.length * 0.95) - 1] ?? Number.NaN

/** Steps that the server answers, beside a page that it has no part in. */
async function timeSteps(hall: Hall): Promise<{ begin: number[]; submit: number[]; local: number[] }> {
  const robot = hall.terminal
  const taken = { begin: [] as number[], submit: [] as number[], local: [] as number[] }
  await robot.toWelcome()
  for (let round = 0; round <= ROUNDS; round++) {
    const local = await tap(robot.page, '办事目录', 'heading')
    await tap(robot.page, '返回首页', 'heading')
    const begin = await tap(robot.page, '找回密码', 'heading')
    await robot.sees('填写账户名')
    await robot.type('账户名', 'nobody2026')
    await robot.type('图形验证码', '1111')
    const submit = await tap(robot.page, '下一步', 'complaint')
    await tap(robot.page, '返回首页', 'heading')
    await robot.sees('您要办理什么')
    if (round === 0) continue
    taken.local.push(local)
    taken.begin.push(begin)
    taken.submit.push(submit)
  }
  return taken
}

/** A form step of the terminal on the real window and the demo's server: from the tap to the frame with the answer, p95. */
export async function run(): Promise<BenchLine[]> {
  const hall = await Hall.open({ name: 'bench-form-step', mode: 'self-service', screen: SCREEN })
  try {
    const { begin, submit, local } = await timeSteps(hall)
    const baseline = slowest(local)
    const lineOf = (name: string, taken: readonly number[]): BenchLine => {
      const value = slowest(taken)
      const about = { name, unit: 'ms, p95', rounds: taken.length, target: `< ${LIMIT_MS} ms` }
      return line(about, { value, baseline, ratio: value / baseline }, value < LIMIT_MS)
    }
    return [lineOf('form-step-begin', begin), lineOf('form-step-answer', submit)]
  } finally {
    await hall.close()
  }
}
