// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { pageOf } from '../../../renderer/kiosk/page-of.ts'
import HomePage from '../../../renderer/kiosk/pages/HomePage.vue'
import ResultPage from '../../../renderer/kiosk/pages/ResultPage.vue'
import SignInPage from '../../../renderer/kiosk/pages/SignInPage.vue'
import { resultSign } from '../../../renderer/kiosk/result-sign.ts'
import { button, field } from './mounting.ts'
import { answerPages, base, kiosk, receipt, resultOf, show } from './page-mounting.ts'

answerPages()

describe('sign-in', () => {
  const signedOut = { ...base, staff: undefined }

  test('Enter signs in with number and password', async () => {
    const page = await show(SignInPage, signedOut)
    await field(page, '工号').setValue('1001')
    await field(page, '密码').setValue('synthetic')
    await page.get('form').trigger('submit')
    expect(kiosk.sent).toEqual([['signIn', { staffNumber: '1001', password: 'synthetic' }]])
  })

  test('after too many tries it counts down and takes no password', async () => {
    const page = await show(SignInPage, signedOut)
    kiosk.reply = { failure: { code: 'staff.too-many-tries', retryAfterS: 60 } }
    await field(page, '工号').setValue('1001')
    await field(page, '密码').setValue('synthetic')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('[role=alert]').text()).toMatch(/输错次数过多.*\d+ 秒后可以再试/)
    expect(field(page, '密码').element.value).toBe('')
    expect(button(page, '登录').attributes('disabled')).toBeDefined()
  })

  test('a kiosk that cannot be asked answers with words, not with silence', async () => {
    const page = await show(SignInPage, signedOut)
    kiosk.reply = Promise.reject(new Error('gone')) as never
    await field(page, '工号').setValue('1001')
    await field(page, '密码').setValue('synthetic')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('[role=alert]').text()).toContain('您的操作没有生效')
  })

  test('offline it says who can still sign in', async () => {
    const page = await show(SignInPage, { ...signedOut, network: 'offline' })
    expect(page.text()).toContain('资格到期前可以离线登录')
  })
})

describe('home', () => {
  test('开始实证核验 begins the flow', async () => {
    const page = await show(HomePage, base)
    await button(page, '开始实证核验').trigger('click')
    expect(kiosk.sent).toEqual([['begin', { flow: 'verify-in-person' }]])
  })

  test('a blocked kiosk says why and begins nothing', async () => {
    const page = await show(HomePage, { ...base, blocked: 'kiosk.disk-full' })
    expect(page.get('[role=alert]').text()).toContain('请管理员清理空间')
    expect(button(page, '开始实证核验').attributes('disabled')).toBeDefined()
  })

  test('a database that was replaced is said to be so, and work goes on', async () => {
    const page = await show(HomePage, { ...base, notice: 'kiosk.database-damaged' })
    expect(page.get('[role=alert]').text()).toContain('本机数据库损坏，已封存并启用新库')
    expect(button(page, '开始实证核验').attributes('disabled')).toBeUndefined()
  })

  test('a returned record shows the server’s words and is dealt with', async () => {
    const item = {
      recordId: 'r',
      receiptNumber: '7K3M-9QXD-2B4T',
      state: 'returned',
      reasons: ['evidence.stale'],
      finishedAt: '2026-11-22T07:00:00Z',
      staffNumber: '1001',
      tries: 1,
    } as const
    const page = await show(HomePage, { ...base, work: [item] })
    expect(page.text()).toContain('办理时间超出允许的范围')
    await button(page, '已处理').trigger('click')
    expect(kiosk.sent).toEqual([['acknowledge', { recordId: 'r' }]])
  })

  test('an interrupted session goes on only for the clerk who began it', async () => {
    const resumable = { startedAt: '2026-11-22T07:00:00Z', stepTitle: '签名确认', staffNumber: '1001' }
    await button(await show(HomePage, { ...base, resumable }), '继续办理').trigger('click')
    expect(kiosk.sent).toEqual([['resume', {}]])
    const page = await show(HomePage, { ...base, resumable: { ...resumable, staffNumber: '1003' } })
    expect(page.findAll('button').map((each) => each.text())).not.toContain('继续办理')
    button(page, '清除')
  })

  test('nothing to do is said in words', async () => {
    expect((await show(HomePage, base)).text()).toContain('没有待处理的记录')
  })
})

describe('result', () => {
  test.each([true, false])('is never called granted while it waits (online: %s)', (isOnline) => {
    const { title, lead } = resultSign(resultOf({ receipt: { ...receipt, state: 'waiting' } }), isOnline)
    expect(title + lead).not.toMatch(/已授予/)
  })

  test('offline it is 待联网后授予', async () => {
    const page = await show(ResultPage, {
      ...base,
      network: 'offline',
      result: resultOf({ receipt: { ...receipt, state: 'waiting' } }),
    })
    expect(page.get('h1').text()).toBe('待联网后授予')
    expect(page.text()).toContain('7K3M-9QXD-2B4T')
  })

  test('a returned record gives its reasons', async () => {
    const page = await show(ResultPage, {
      ...base,
      result: resultOf({ receipt: { ...receipt, state: 'returned', reasons: ['document.bound-elsewhere'] } }),
    })
    expect(page.get('[role=alert]').text()).toContain('该证件已绑定其他账号')
  })

  test('完成 clears the screen', async () => {
    const page = await show(ResultPage, { ...base, result: resultOf({ exit: 'cancelled' }) })
    expect(page.get('h1').text()).toBe('已取消')
    button(page, '完成')
    await page.get('form').trigger('submit')
    expect(kiosk.sent).toEqual([['dismissResult', {}]])
  })
})

test('which page is shown follows from the view', () => {
  const flow = { sessionId: 's' } as never
  const result = { exit: 'done' } as never
  expect(pageOf(base)).toBe('home')
  expect(pageOf({ ...base, staff: undefined })).toBe('sign-in')
  expect(pageOf({ ...base, flow })).toBe('flow')
  expect(pageOf({ ...base, flow, result })).toBe('result')
  expect(pageOf({ ...base, blocked: 'kiosk.not-enrolled' })).toBe('blocked')
  expect(pageOf({ ...base, blocked: 'kiosk.disk-full' })).toBe('home')
})
