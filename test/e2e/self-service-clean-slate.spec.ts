import { existsSync } from 'node:fs'
import { expect, test } from './hall/hall-test.ts'
import { clipboardText, copy, keptByBrowser, pagePid, wordsInKioskHeap, wordsInPageHeap } from './hall/memory.ts'
import { tracesOf } from './hall/traces.ts'
import type { Hall } from './hall/hall.ts'

test.use({
  hallWish: {
    name: 'self-service-clean-slate',
    mode: 'self-service',
    screen: { width: 1080, height: 1920 },
    idle: { warnAfterS: 15, endAfterS: 21 },
  },
})

/** Marks that no program would have by itself. */
const typed = ['markuser77', 'Markpass88'] as const

/** A synthetic citizen of the demo. */
const citizen = { username: 'chenjing', password: 'Huanying2026' } as const

async function typeMarks(hall: Hall): Promise<void> {
  const robot = hall.terminal
  await robot.toWelcome()
  await robot.choose('登录')
  await robot.sees('账号登录')
  await robot.type('用户名/手机号/身份证号', typed[0])
  await robot.type('密码', typed[1])
  await copy(hall, typed[0])
}

async function expectNothingLeft(hall: Hall, before: number, words: readonly string[] = typed): Promise<void> {
  expect(await pagePid(hall), 'the page runs in another process').not.toBe(before)
  await expect.poll(() => existsSync(`/proc/${before}`), 'the process that saw the words').toBe(false)
  expect(await clipboardText(hall)).toBe('')
  expect(await keptByBrowser(hall)).toEqual({ cookies: 0, caches: 0, history: 1 })
  expect(await tracesOf(hall, words)).toEqual([])
  expect(await wordsInPageHeap(hall, words)).toEqual([])
  expect(await wordsInKioskHeap(hall, words)).toEqual([])
  await expect.poll(() => hall.ledger.open(), 'what is open at the server').toEqual({ sessions: 0, flows: 0 })
}

test('what was typed can be found while its owner is here, so that finding nothing later says something', async ({
  hall,
}) => {
  await typeMarks(hall)
  expect(await wordsInPageHeap(hall, typed)).toEqual(typed)
  await hall.app.evaluate((_electron, word) => void Object.assign(globalThis, { word }), 'markkept99')
  expect(await wordsInKioskHeap(hall, ['markkept99'])).toEqual(['markkept99'])
  expect(await clipboardText(hall)).toBe(typed[0])
  await hall.terminal.leave()
})

test('结束并清除 leaves nothing of a person behind', async ({ hall }) => {
  await typeMarks(hall)
  const pid = await pagePid(hall)
  await hall.terminal.leave()
  await expectNothingLeft(hall, pid)
})

test('the same when an answer had been sent', async ({ hall }) => {
  const robot = hall.terminal
  await typeMarks(hall)
  await robot.readCaptcha('请输入图形验证码')
  await robot.press('登录')
  await expect(robot.alert('账号或密码不正确')).toBeVisible()
  const pid = await pagePid(hall)
  await robot.leave()
  await expectNothingLeft(hall, pid)
})

test('somebody who walked away is warned, and then nothing of them is left', async ({ hall }) => {
  const robot = hall.terminal
  await typeMarks(hall)
  const pid = await pagePid(hall)
  const gone = robot.page.waitForEvent('close', { timeout: 45_000 })
  await expect(robot.page.getByRole('dialog', { name: '还在办理吗？' })).toBeVisible({ timeout: 30_000 })
  await gone
  await robot.isAttracting()
  await expectNothingLeft(hall, pid)
})

test('whoever is signed in is signed out at the server too', async ({ hall }) => {
  const robot = hall.terminal
  await robot.toWelcome()
  await robot.signIn(citizen.username, citizen.password)
  await expect(robot.button('退出').or(robot.page.getByText(citizen.username)).first()).toBeVisible()
  expect(hall.ledger.open().sessions).toBe(1)
  const pid = await pagePid(hall)
  await robot.leave()
  await expectNothingLeft(hall, pid, Object.values(citizen))
})
