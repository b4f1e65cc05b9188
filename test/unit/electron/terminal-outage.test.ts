import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TerminalBench, until } from '../../fixtures/electron/terminal-bench.ts'

let bench: TerminalBench
beforeEach(async () => {
  bench = await new TerminalBench().open({ answerMs: 1500 })
  await bench.call(() => bench.terminal.calls.arrive({}))
})
afterEach(() => bench.close())

const unreachable = { code: 'service.unreachable' }

describe('an answer that is lost after the server has acted', () => {
  test('changes nothing for the citizen: how the flow stands is asked first', async () => {
    await bench.begin('register-account')
    bench.server.next('answerFlow', 'lose')
    await bench.answer<'register-account'>({
      ...{ act: 'submit', username: 'ceshi001', phoneNumber: '10000000001', smsCode: '123456' },
      ...{ password: 'abc123', passwordAgain: 'abc123', agreement: 'yes' },
    })
    expect(bench.flow).toMatchObject({ step: { id: 'real-name' }, failure: undefined })
    expect(bench.view.account, 'the session is taken over from the state').toBeDefined()
    expect(bench.server.count('answerFlow')).toBe(1)
  })

  test('signs in all the same when it was the last one', async () => {
    await bench.begin('sign-in')
    bench.server.next('answerFlow', 'lose')
    expect(await bench.submitSignIn()).toBeUndefined()
    expect(bench.view).toMatchObject({ flow: undefined, account: { username: 'ceshi001' } })
    expect(bench.server.desk.sessions.size).toBe(1)
  })

  test('is told when it signed in but the session cannot be had', async () => {
    await bench.begin('sign-in')
    bench.server.next('answerFlow', 'lose')
    for (const run of bench.server.desk.runs.values())
      Object.defineProperty(run, 'session', { get: () => undefined, set: () => undefined })
    expect(await bench.submitSignIn()).toEqual(unreachable)
    expect(bench.view).toMatchObject({ flow: undefined, account: undefined })
  })

  test.each([
    ['a code that was sent', { act: 'send-code', to: '10000000001' }],
    ['a new picture', { act: 'renew-captcha' }],
    ['a picture that was read rightly', { act: 'check-captcha', captchaId: 'captcha-1', answer: '1234' }],
  ] as const)('%s is seen and not asked for again', async (_what, output) => {
    await bench.begin('sign-in-by-sms')
    bench.server.next('answerFlow', 'lose')
    await bench.answer<'sign-in-by-sms'>(output)
    expect(bench.flow).toMatchObject({ step: { id: 'sign-in-by-sms' }, failure: undefined })
  })

  test('a refusal that is lost is no progress: it is to be tried again', async () => {
    await bench.begin('sign-in')
    bench.server.next('answerFlow', 'lose')
    await bench.submitSignIn('wrong')
    expect(bench.flow).toMatchObject({ failure: unreachable, step: { input: { captcha: { captchaId: 'captcha-2' } } } })
  })

  test('the step before is shown when only the answer to going back was lost', async () => {
    await bench.begin('recover-access')
    await bench.answer<'name-account'>({
      act: 'submit',
      accountName: 'ceshi001',
      captcha: { captchaId: 'c', answer: '1234' },
    })
    bench.server.next('goBackInFlow', 'lose')
    await bench.call(() => bench.terminal.calls.back({}))
    expect(bench.flow).toMatchObject({ step: { id: 'name-account' }, failure: undefined })
  })
})

describe('what the network or the server could not do is nobody’s mistake', () => {
  test.each(['cut', 'hang', 'server.busy'] as const)(
    '%s: the step stays as it was, ready for another try',
    async (fault) => {
      await bench.begin('sign-in')
      const { step } = bench.flow
      bench.server.next('answerFlow', fault)
      expect(await bench.submitSignIn()).toBeUndefined()
      expect(bench.flow).toMatchObject({ failure: unreachable, isBusy: false })
      expect(bench.flow.step).toEqual(step)
      await bench.submitSignIn()
      expect(bench.view.account).toBeDefined()
    },
  )

  test('without any network the step stays too, and the account as it was known', async () => {
    await bench.arriveAndSignIn()
    await bench.begin('rebind-phone')
    bench.server.next('answerFlow', 'cut')
    bench.server.next('readFlow', 'cut')
    await bench.answer<'verify-phone'>({ act: 'submit', smsCode: '123456' })
    expect(bench.flow).toMatchObject({ failure: unreachable, step: { id: 'verify-phone' } })
    expect(bench.view.account).toBeDefined()
  })

  test('when the network is back, a lost answer is found without anybody asking', async () => {
    await bench.arriveAndSignIn()
    await bench.begin('rebind-phone')
    bench.server.next('answerFlow', 'lose')
    bench.server.next('readFlow', 'cut')
    await bench.answer<'verify-phone'>({ act: 'submit', smsCode: '123456' })
    expect(bench.flow).toMatchObject({ failure: unreachable, step: { id: 'verify-phone' } })
    bench.networkIs(true)
    await until(() => bench.flow.step?.id === 'bind-phone')
    expect(bench.flow.failure).toBeUndefined()
  })

  test('a stale answer is answered with where the flow stands', async () => {
    await bench.arriveAndSignIn()
    await bench.begin('rebind-phone')
    bench.server.next('answerFlow', 'lose')
    bench.server.next('readFlow', 'cut')
    await bench.answer<'verify-phone'>({ act: 'submit', smsCode: '123456' })
    await bench.answer<'verify-phone'>({ act: 'submit', smsCode: '123456' })
    expect(bench.flow).toMatchObject({ step: { id: 'bind-phone' }, failure: undefined })
  })

  test('a fault of the server keeps its own words, and the step', async () => {
    await bench.begin('sign-in')
    bench.server.next('answerFlow', 'server.internal')
    await bench.submitSignIn()
    expect(bench.flow).toMatchObject({ failure: { code: 'server.internal' }, step: { id: 'sign-in' } })
  })

  test('a flow that cannot begin leaves the one that runs as it is', async () => {
    await bench.begin('sign-in')
    bench.server.next('beginFlow', 'cut')
    expect(await bench.begin('recover-access')).toEqual(unreachable)
    expect(bench.flow.flow).toBe('sign-in')
  })

  test('signed in without an account to show: it is fetched when the network is back', async () => {
    await bench.begin('sign-in')
    bench.server.next('readAccountCentre', 'cut')
    expect(await bench.submitSignIn()).toBeUndefined()
    expect(bench.view.account).toBeUndefined()
    bench.networkIs(false)
    bench.networkIs(true)
    await until(() => bench.view.account !== undefined)
  })

  test('an account that cannot be fetched anew stays as it was known', async () => {
    await bench.arriveAndSignIn()
    bench.server.next('readAccountCentre', 'server.busy')
    expect(await bench.call(() => bench.terminal.calls.refreshAccount({}))).toEqual(unreachable)
    expect(bench.view.account).toBeDefined()
  })

  test('ending another session: a lost answer is looked up, a cut one is told', async () => {
    await bench.arriveAndSignIn()
    bench.server.desk.newToken()
    await bench.call(() => bench.terminal.calls.refreshAccount({}))
    const sessionId = bench.view.sessions.find(({ isCurrent }) => !isCurrent)?.sessionId ?? ''
    bench.server.next('endSession', 'cut', 'lose')
    expect(await bench.call(() => bench.terminal.calls.endSession({ sessionId }))).toEqual(unreachable)
    expect(await bench.call(() => bench.terminal.calls.endSession({ sessionId }))).toBeUndefined()
    expect(bench.view.sessions).toHaveLength(1)
  })

  test('whether an appeal was taken back the list of appeals tells', async () => {
    const number = 'S118880001'
    const openedAt = '2026-11-20T01:00:00.000Z'
    bench.server.desk.appeals = [{ number, state: 'accepted', reason: 'unknown', openedAt }]
    await bench.arriveAndSignIn()
    bench.server.next('withdrawAppeal', 'cut', 'lose')
    expect(await bench.call(() => bench.terminal.calls.withdrawAppeal({ number }))).toEqual(unreachable)
    expect(bench.view.appeals).toMatchObject([{ state: 'accepted' }])
    expect(await bench.call(() => bench.terminal.calls.withdrawAppeal({ number }))).toBeUndefined()
    expect(bench.view.appeals).toMatchObject([{ state: 'withdrawn' }])
    await bench.call(() => bench.terminal.calls.signOut({}))
    expect(bench.view.appeals).toEqual([])
  })
})
