import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answerCall, type Caller } from '../../../electron/main/bridge-router.ts'
import { counterCalls, terminalCalls } from '../../../electron/bridge/calls.ts'
import { VisitKeys } from '../../../electron/terminal/visit-keys.ts'
import { TerminalBench, until } from '../../fixtures/electron/terminal-bench.ts'

vi.mock('electron', () => ({ ipcMain: { handle: vi.fn() } }))

let bench: TerminalBench
beforeEach(async () => {
  bench = await new TerminalBench().open()
})
afterEach(async () => {
  vi.useRealTimers()
  await bench.close()
})

const nothing = {
  visit: undefined,
  account: undefined,
  sessions: [],
  appeals: [],
  flow: undefined,
  isStaffCalled: false,
  idle: undefined,
}
const arrive = (): Promise<unknown> => bench.call(() => bench.terminal.calls.arrive({}))
const leave = (): Promise<unknown> => bench.call(() => bench.terminal.calls.leave({}))
const isForgotten = (): boolean => bench.server.desk.sessions.size === 0 && bench.server.desk.runs.size === 0

async function inTheMiddle(): Promise<void> {
  await bench.arriveAndSignIn()
  await bench.call(() => bench.terminal.calls.callStaff({ isWanted: true }))
  await bench.begin('rebind-phone')
}

describe('when a visit ends', () => {
  test('by 结束并清除, nothing of it is in the view, and a fresh page comes', async () => {
    await inTheMiddle()
    await leave()
    expect(bench.view).toMatchObject(nothing)
    expect(bench.clearings).toBe(1)
    expect(bench.suggestions.renewals).toBe(1)
    await until(isForgotten)
  })

  test('by a page that crashed, nothing is left either', async () => {
    await inTheMiddle()
    bench.terminal.pageLost()
    expect(bench.view).toMatchObject(nothing)
    await until(isForgotten)
  })

  test('by the end of the program, the server hears of it before the program ends', async () => {
    await inTheMiddle()
    await bench.terminal.stop()
    expect(isForgotten()).toBe(true)
  })

  test('the next person comes in only when the page is another one, and gets another number', async () => {
    await arrive()
    await leave()
    await arrive()
    expect(bench.view.visit).toBeUndefined()
    bench.freshPage()
    await vi.waitFor(async () => {
      await arrive()
      expect(bench.view.visit).toBe(2)
    })
  })

  test('an answer that comes later brings nothing back: what it gave is ended', async () => {
    await arrive()
    await bench.begin('sign-in')
    bench.server.hold()
    const late = bench.submitSignIn()
    await until(() => bench.server.count('answerFlow') === 1)
    await leave()
    bench.server.release()
    expect(await late).toBeUndefined()
    expect(bench.view).toMatchObject(nothing)
    await until(isForgotten)
  })

  test('a flow that begins later is ended too', async () => {
    await arrive()
    bench.server.hold()
    const late = bench.begin('sign-in')
    await until(() => bench.server.count('beginFlow') === 1)
    await leave()
    bench.server.release()
    await late
    await until(() => bench.server.count('abandonFlow') === 1 && isForgotten())
  })

  test('an answer on its way keeps nobody: the flow can be closed, and another one begun', async () => {
    await arrive()
    await bench.begin('sign-in')
    bench.server.hold()
    const late = bench.submitSignIn()
    await bench.terminal.calls.closeFlow({})
    expect(bench.view.flow).toBeUndefined()
    bench.server.release()
    await late
    expect(bench.view.account).toBeUndefined()
    await bench.begin('recover-access')
    expect(bench.flow.flow).toBe('recover-access')
    await until(() => bench.server.desk.sessions.size === 0)
  })

  test('calls that come after it change nothing', async () => {
    await inTheMiddle()
    await leave()
    await until(isForgotten)
    const asked = bench.server.arrivals.length
    const { calls } = bench.terminal
    await bench.begin('sign-in')
    await calls.answer({ step: 'verify-phone', answer: { act: 'submit', smsCode: '123456' } })
    await calls.back({})
    await calls.refreshAccount({})
    await calls.signOut({})
    await leave()
    expect(bench.server.arrivals).toHaveLength(asked)
    expect(bench.clearings).toBe(1)
  })
})

describe('idleness', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))

  test('warns, and then ends the visit', async () => {
    await arrive()
    vi.advanceTimersByTime(45_000)
    expect(bench.view.idle).toBeDefined()
    vi.advanceTimersByTime(15_000)
    expect(bench.view).toMatchObject(nothing)
    expect(bench.clearings).toBe(1)
  })

  test('ends where somebody touches the screen', async () => {
    await arrive()
    vi.advanceTimersByTime(50_000)
    await bench.terminal.calls.activity({})
    expect(bench.view).toMatchObject({ visit: 1, idle: undefined })
    vi.advanceTimersByTime(44_000)
    expect(bench.view).toMatchObject({ visit: 1, idle: undefined })
  })

  test('before somebody came does not count', async () => {
    vi.advanceTimersByTime(3_600_000)
    await arrive()
    vi.advanceTimersByTime(44_000)
    expect(bench.view).toMatchObject({ visit: 1, idle: undefined })
    expect(bench.clearings).toBe(0)
  })
})

describe('secrets', () => {
  test('neither token nor flow id is in any view or log line', async () => {
    await arrive()
    await bench.begin('register-account')
    await bench.answer<'register-account'>({
      ...{ act: 'submit', username: 'ceshi001', phoneNumber: '10000000001', smsCode: '123456' },
      ...{ password: 'abc123', passwordAgain: 'abc123', agreement: 'yes' },
    })
    const afterSession = JSON.stringify(bench.view)
    await inTheMiddle()
    const { id } = [...bench.server.desk.runs.values()][0] ?? { id: '' }
    await bench.answer<'verify-phone'>({ act: 'submit', smsCode: '123456' })
    bench.server.next('answerFlow', 'server.internal')
    await bench.answer<'bind-phone'>({ act: 'submit', phoneNumber: '10000000002', smsCode: '123456' })
    const shown = afterSession + JSON.stringify([bench.view, bench.pushed])
    await leave()
    await bench.terminal.stop()
    expect(id).toMatch(/^secret-flow-/)
    expect(bench.pushed.length).toBeGreaterThan(0)
    expect(`${shown}${bench.log.join('')}`).not.toContain('secret-')
    expect(bench.log.join('')).toContain('staff called')
  })

  test('a holder that was emptied holds nothing, and none shows what it holds', () => {
    const keys = new VisitKeys()
    keys.holdToken('secret-token-1')
    keys.holdFlow('secret-flow-1')
    expect(`${inspect(keys, { showHidden: true })}${JSON.stringify(keys)}`).not.toContain('secret-')
    expect(keys.takeFlow()).toEqual({ token: 'secret-token-1', flowId: 'secret-flow-1' })
    expect(keys.takeToken()).toBe('secret-token-1')
    expect([keys.token, keys.flowId]).toEqual([undefined, undefined])
  })
})

describe('calling staff', () => {
  test('is shown until it is taken back', async () => {
    await arrive()
    await bench.terminal.calls.callStaff({ isWanted: true })
    expect(bench.view.isStaffCalled).toBe(true)
    await bench.terminal.calls.callStaff({ isWanted: false })
    expect(bench.view.isStaffCalled).toBe(false)
  })

  test('from the attract screen is an arrival', async () => {
    await bench.terminal.calls.callStaff({ isWanted: true })
    expect(bench.view).toMatchObject({ visit: 1, isStaffCalled: true })
  })
})

describe('a terminal that may not serve', () => {
  test.each(['kiosk.not-enrolled', 'kiosk.revoked'] as const)('says so: %s', async (code) => {
    bench.office.blockedBy = code
    expect(await arrive()).toEqual({ code })
    expect(bench.view).toMatchObject({ visit: undefined, blocked: code })
  })

  test('is not kept by a full disk, for it stores nothing', async () => {
    bench.office.blockedBy = 'kiosk.disk-full'
    await arrive()
    expect(bench.view).toMatchObject({ visit: 1, blocked: undefined })
  })
})

test.each(Object.keys(counterCalls).filter((name) => !Object.hasOwn(terminalCalls, name)))(
  'the counter’s call %s ends the page',
  async (name) => {
    let crashes = 0
    const senderFrame = { url: 'app://kiosk/index.html#/', parent: null } as NonNullable<Caller['senderFrame']>
    const sender = { id: 7, mainFrame: senderFrame, forcefullyCrashRenderer: () => void crashes++ }
    const { terminal } = bench
    const ports = {
      ...{ calls: terminal.calls, suggest: terminal.suggest, view: () => terminal.view(), isOurs: () => true },
      ...{ failureOf: (error: unknown) => terminal.failureOf(error), intruded: () => undefined },
    }
    expect(await answerCall({ senderFrame, sender }, [name, {}], ports)).toEqual({
      failure: { code: 'request.invalid' },
    })
    expect(crashes).toBe(1)
    expect(await answerCall({ senderFrame, sender }, ['arrive', {}], ports)).toMatchObject({ view: { visit: 1 } })
  },
)
