import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OnlineOutputOf } from '../../../sync-server/contract/flow/index.ts'
import { TerminalBench, until } from '../../fixtures/electron/terminal-bench.ts'

let bench: TerminalBench
beforeEach(async () => {
  bench = await new TerminalBench().open()
  await bench.call(() => bench.terminal.calls.arrive({}))
})
afterEach(() => bench.close())

const phoneStep: OnlineOutputOf<'verify-phone'> = { act: 'submit', smsCode: '123456' }
const toBindPhone = async (): Promise<void> => {
  await bench.arriveAndSignIn()
  await bench.begin('rebind-phone')
}

describe('a flow goes on as the server says', () => {
  test('signing in shows the account, and the flow is over', async () => {
    await bench.begin('sign-in')
    expect(bench.flow).toMatchObject({ flow: 'sign-in', step: { kind: 'sign-in' }, isBusy: false, failure: undefined })
    expect(await bench.submitSignIn()).toBeUndefined()
    expect(bench.view).toMatchObject({
      flow: undefined,
      account: { username: 'ceshi001' },
      sessions: [{ isCurrent: true }],
    })
  })

  test('a last page stays until it is closed, and the account is fetched anew', async () => {
    await bench.arriveAndSignIn()
    await bench.begin('set-ethnic-group')
    await bench.answer<'set-ethnic-group'>({ act: 'submit', ethnicGroupCode: '01' })
    expect(bench.view).toMatchObject({
      flow: { endPage: 'ethnic-group-set', step: undefined },
      account: { ethnicGroup: '汉族' },
    })
    await bench.terminal.calls.closeFlow({})
    expect(bench.view.flow).toBeUndefined()
  })

  test('back leads to the step before where the flow allows it', async () => {
    await bench.begin('recover-access')
    expect(bench.flow.canGoBack).toBe(false)
    await bench.answer<'name-account'>({
      act: 'submit',
      accountName: 'ceshi001',
      captcha: { captchaId: 'c', answer: '1234' },
    })
    expect(bench.flow).toMatchObject({ step: { id: 'choose-recovery-way' }, canGoBack: true })
    await bench.call(() => bench.terminal.calls.back({}))
    expect(bench.flow.step?.id).toBe('name-account')
  })

  test('every request is signed by the kiosk, and carries the token once there is one', async () => {
    await toBindPhone()
    expect(bench.server.arrivals.every(({ isSigned }) => isSigned)).toBe(true)
    expect(bench.server.arrivals.map(({ name, token }) => `${name} ${token ?? '-'}`)).toEqual(
      expect.arrayContaining([
        'beginFlow -',
        'answerFlow -',
        'readAccountCentre secret-token-1',
        'beginFlow secret-token-1',
      ]),
    )
  })

  test('another flow takes the place of the one that runs, which the server forgets', async () => {
    await bench.begin('sign-in')
    const { run } = bench.flow
    await bench.begin('recover-access')
    expect(bench.flow.flow).toBe('recover-access')
    expect(bench.flow.run).not.toBe(run)
    await until(() => bench.server.desk.runs.size === 1)
  })

  test('a session that a flow exchanges is used from then on', async () => {
    await bench.arriveAndSignIn()
    await bench.begin('change-password')
    await bench.answer<'verify-phone'>(phoneStep)
    await bench.answer<'change-password'>({
      act: 'submit',
      oldPassword: 'old123',
      password: 'new123',
      passwordAgain: 'new123',
    })
    expect(bench.view).toMatchObject({ flow: { endPage: 'password-changed' }, account: { username: 'ceshi001' } })
    expect(bench.server.arrivals.findLast(({ name }) => name === 'listSessions')?.token).toBe('secret-token-2')
    expect(await bench.call(() => bench.terminal.calls.refreshAccount({}))).toBeUndefined()
  })

  test('closing the account signs out', async () => {
    await bench.arriveAndSignIn()
    await bench.begin('deregister-account')
    await bench.answer<'verify-phone'>(phoneStep)
    await bench.answer<'confirm-deregistration'>({ act: 'confirm' })
    expect(bench.view).toMatchObject({ flow: { endPage: 'account-closing' }, account: undefined, sessions: [] })
  })

  test('leaving the wish to close the account ends the flow and nothing else', async () => {
    await bench.arriveAndSignIn()
    await bench.begin('deregister-account')
    await bench.answer<'verify-phone'>(phoneStep)
    await bench.answer<'confirm-deregistration'>({ act: 'keep' })
    expect(bench.view).toMatchObject({ flow: undefined, account: { username: 'ceshi001' } })
  })

  test('signing in as somebody else signs the first one out', async () => {
    await bench.arriveAndSignIn()
    await bench.begin('sign-in-by-sms')
    await bench.answer<'sign-in-by-sms'>({ act: 'submit', phoneNumber: '10000000001', smsCode: '123456' })
    await until(() => !bench.server.desk.sessions.has('secret-token-1'))
    expect(bench.view.account).toBeDefined()
    expect([...bench.server.desk.sessions.keys()]).toEqual(['secret-token-2'])
  })

  test('a run that has ended is forgotten at the server, for it knows the session', async () => {
    await bench.begin('sign-in')
    await bench.submitSignIn()
    await until(() => bench.server.desk.runs.size === 0)
  })
})

describe('what is refused', () => {
  test('a refusal stands in the flow, with the new picture that came of it', async () => {
    await bench.begin('sign-in')
    expect(await bench.submitSignIn('wrong')).toBeUndefined()
    expect(bench.flow).toMatchObject({
      failure: { code: 'sign-in.failed' },
      step: { input: { captcha: { captchaId: 'captcha-2' } } },
      isBusy: false,
    })
    await bench.submitSignIn()
    expect(bench.view.account).toBeDefined()
  })

  test('an output of another shape is never sent', async () => {
    await bench.begin('sign-in')
    await bench.call(() => bench.terminal.calls.answer({ step: 'sign-in', answer: { act: 'submit', more: 1 } }))
    expect(bench.flow.failure).toEqual({ code: 'request.invalid' })
    expect(bench.server.count('answerFlow')).toBe(0)
  })

  test('an answer to another step than the current one is never sent', async () => {
    await bench.begin('sign-in')
    await bench.call(() => bench.terminal.calls.answer({ step: 'restore-account', answer: { act: 'keep' } }))
    expect(bench.server.count('answerFlow')).toBe(0)
  })

  test.each(['verify-in-person', 'no-such-flow'])('%s is no flow of a terminal', async (flow) => {
    expect(await bench.begin(flow)).toEqual({ code: 'flow.unknown' })
    expect(bench.server.arrivals).toEqual([])
  })

  test('a flow of citizens for nobody says that one has to sign in', async () => {
    expect(await bench.begin('change-password')).toEqual({ code: 'session.expired' })
    expect(bench.view.flow).toBeUndefined()
  })
})

describe('two taps at once', () => {
  test('are one answer', async () => {
    await bench.begin('sign-in')
    await Promise.all([bench.submitSignIn(), bench.submitSignIn(), bench.submitSignIn()])
    expect(bench.server.count('answerFlow')).toBe(1)
    expect(bench.server.desk.sessions.size).toBe(1)
  })

  test('while an answer is on its way the view says so, and nothing else is asked', async () => {
    await bench.begin('sign-in')
    bench.server.hold()
    const first = bench.submitSignIn()
    expect(bench.flow.isBusy).toBe(true)
    await bench.begin('recover-access')
    expect(bench.flow.flow).toBe('sign-in')
    bench.server.release()
    await first
    expect(bench.server.count('beginFlow')).toBe(1)
  })

  test('two begins are one flow', async () => {
    await Promise.all([bench.begin('sign-in'), bench.begin('sign-in')])
    expect(bench.server.count('beginFlow')).toBe(1)
  })
})

describe('the session', () => {
  test('that expired in the middle of a flow drops account and flow, and says so', async () => {
    await toBindPhone()
    bench.server.desk.sessions.clear()
    expect(await bench.answer<'verify-phone'>(phoneStep)).toEqual({ code: 'session.expired' })
    expect(bench.view).toMatchObject({ account: undefined, sessions: [], flow: undefined })
    expect(await bench.begin('rebind-phone')).toEqual({ code: 'session.expired' })
    expect(bench.server.arrivals.at(-1)?.token, 'a dropped token is not shown again').toBeUndefined()
  })

  test('signing out drops the account at once and ends the session in the background', async () => {
    await bench.arriveAndSignIn()
    bench.server.hold()
    await bench.terminal.calls.signOut({})
    expect(bench.view).toMatchObject({ account: undefined, sessions: [], visit: 1 })
    bench.server.release()
    await until(() => bench.server.desk.sessions.size === 0)
  })

  test('elsewhere can be ended', async () => {
    await bench.arriveAndSignIn()
    bench.server.desk.newToken()
    await bench.call(() => bench.terminal.calls.refreshAccount({}))
    const other = bench.view.sessions.find(({ isCurrent }) => !isCurrent)
    expect(
      await bench.call(() => bench.terminal.calls.endSession({ sessionId: other?.sessionId ?? '' })),
    ).toBeUndefined()
    expect(bench.view.sessions).toHaveLength(1)
    expect(bench.view.account).toBeDefined()
  })

  test('a flow that is gone is closed, in its own words', async () => {
    await bench.begin('sign-in')
    bench.server.desk.runs.clear()
    expect(await bench.submitSignIn()).toEqual({ code: 'flow.gone' })
    expect(bench.view.flow).toBeUndefined()
  })
})
