import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { calls, counterCalls, terminalCalls } from '../../../electron/bridge/calls.ts'
import { answerCall, answerSuggest, type Caller, type GatePorts } from '../../../electron/main/bridge-router.ts'
import { AppealBoard } from '../../../electron/appeals/appeal-board.ts'
import { kioskCalls } from '../../../electron/main/kiosk-calls.ts'
import { kioskView } from '../../../electron/main/kiosk-view.ts'
import { failureOf } from '../../../electron/session/failure-of.ts'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'

vi.mock('electron', () => ({ ipcMain: { handle: vi.fn() } }))

const OURS = 7
let bench: CounterBench
let ports: GatePorts
let intrusions: string[]
let crashes: number
let activity: number
let prints: number
let sights: string[]

beforeEach(() => {
  bench = new CounterBench()
  intrusions = []
  crashes = activity = prints = 0
  sights = []
  const { office, keeper } = bench
  const appeals = new AppealBoard({
    ...{ desk: office.appeals, clerk: () => office.now, monotonicMs: () => 0, changed: () => undefined },
  })
  const config = { mode: 'counter', isDemo: false, name: '3 号窗口', cameraLabel: undefined } as const
  const sources = { config, office, keeper, appeals }
  ports = {
    calls: kioskCalls({
      ...{ office, keeper, appeals },
      printReceipt: () => void prints++,
      cameraSeen: (sight) => void sights.push(sight),
      aimCamera: () => undefined,
      activity: () => void activity++,
    }),
    view: () =>
      kioskView({
        ...sources,
        reader: () => ({ kind: 'ready' }),
        printer: () => undefined,
        slip: () => undefined,
        health: () => [],
        idleEndsAt: () => undefined,
      }),
    isOurs: (id) => id === OURS,
    suggest: undefined,
    failureOf: (error) => failureOf(error, bench.ports),
    intruded: (because) => void intrusions.push(because),
  }
})

function callerOf(change: Partial<{ url: string; parent: unknown; id: number; isMain: boolean }> = {}): Caller {
  const { url = 'app://kiosk/index.html#/home', parent = null, id = OURS, isMain = true } = change
  const senderFrame = { url, parent } as NonNullable<Caller['senderFrame']>
  const mainFrame: unknown = isMain ? senderFrame : {}
  return { senderFrame, sender: { id, mainFrame, forcefullyCrashRenderer: () => void crashes++ } }
}

const call = (name: unknown, argument: unknown = {}, caller = callerOf()) => answerCall(caller, [name, argument], ports)

describe('a caller that is not the kiosk’s page ends', () => {
  test.each([
    ['another window', callerOf({ id: 8 })],
    ['a frame inside', callerOf({ isMain: false })],
    ['a frame with a parent', callerOf({ parent: {} })],
    ['another origin', callerOf({ url: 'https://hall.example/' })],
    ['a look-alike host', callerOf({ url: 'app://kiosk.evil/index.html' })],
    ['a user before the host', callerOf({ url: 'app://x@kiosk/index.html' })],
    ['a frame that is gone', { ...callerOf(), senderFrame: null }],
  ])('%s', async (_name, caller) => {
    expect(await call('view', {}, caller)).toEqual({ failure: { code: 'request.invalid' } })
    expect(intrusions).toEqual(['unknown caller'])
    expect(crashes).toBe(1)
  })
})

test('any call that is not in the table ends the page', async () => {
  const known = new Set<string>(Object.keys(calls))
  const names = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'View'), fc.anything())
  await fc.assert(
    fc.asyncProperty(
      names.filter((name) => typeof name !== 'string' || !known.has(name)),
      async (name) => {
        crashes = 0
        expect(await call(name)).toEqual({ failure: { code: 'request.invalid' } })
        expect(crashes).toBe(1)
      },
    ),
  )
})

test.each(Object.keys(terminalCalls).filter((name) => !Object.hasOwn(counterCalls, name)))(
  'at a counter the citizen’s call %s ends the page',
  async (name) => {
    expect(await call(name)).toEqual({ failure: { code: 'request.invalid' } })
    expect(intrusions).toEqual(['unknown call'])
    expect(crashes).toBe(1)
  },
)

test('what the screen sees of the camera is one of a few words, or nothing', async () => {
  await call('cameraSeen', { sight: 'black' })
  expect(sights).toEqual(['black'])
  const answer = await call('cameraSeen', { sight: 'a picture of somebody' })
  expect([answer, sights]).toEqual([{ failure: { code: 'request.invalid' } }, ['black']])
})

describe('what the on-screen keyboard asks', () => {
  const candidates = [{ text: '静', uses: 4 }]
  const ask = (request: readonly unknown[], caller = callerOf()) => answerSuggest(caller, request, ports)
  beforeEach(() => {
    ports = { ...ports, suggest: async () => candidates }
  })

  test('gets candidates', async () => {
    expect(await ask(['jing'])).toEqual(candidates)
    expect(crashes).toBe(0)
  })

  test.each([[['Jing']], [['jing', 1]], [[]], [[7]], [['a'.repeat(61)]], [['jing1']]])(
    '%j ends the page',
    async (request) => {
      expect(await ask(request)).toEqual([])
      expect(crashes).toBe(1)
    },
  )

  test('is no business of another window, nor of a counter', async () => {
    expect(await ask(['jing'], callerOf({ id: 8 }))).toEqual([])
    ports = { ...ports, suggest: undefined }
    expect(await ask(['jing'])).toEqual([])
    expect(intrusions).toEqual(['unknown caller', 'unknown call'])
    expect(crashes).toBe(2)
  })
})

test.each([[[]], [['view']], [['view', {}, 1]]])('a request of another shape ends the page: %j', async (request) => {
  await answerCall(callerOf(), request, ports)
  expect(crashes).toBe(1)
})

test('whatever the argument, a call answers a view or a known failure and never throws', async () => {
  const names = fc.constantFrom(...Object.keys(counterCalls))
  await fc.assert(
    fc.asyncProperty(names, fc.anything(), async (name, argument) => {
      const result = await call(name, argument)
      expect('view' in result || result.failure.code.includes('.')).toBe(true)
    }),
    { numRuns: 500 },
  )
  expect(crashes).toBe(0)
  expect(bench.incidents).toEqual([])
})

test('arguments with members too many are refused', async () => {
  expect(await call('view', { more: 1 })).toEqual({ failure: { code: 'request.invalid' } })
  expect(await call('begin', { flow: 'verify-in-person', more: 1 })).toEqual({ failure: { code: 'request.invalid' } })
})

test('every call answers the view after it', async () => {
  expect(await call('begin', { flow: 'verify-in-person' })).toMatchObject({
    view: { flow: { step: { id: 'find-account' } }, staff: { staffNumber: '1001' }, reader: { kind: 'ready' } },
  })
})

test('nobody can sign in over a running session', async () => {
  await bench.begin()
  expect(await call('signIn', { staffNumber: '1002', password: 'right' })).toEqual({
    failure: { code: 'request.invalid' },
  })
})

test('signing out ends the session first', async () => {
  await bench.begin()
  expect(await call('signOut')).toMatchObject({
    view: { staff: undefined, flow: undefined, result: { exit: 'cancelled' } },
  })
})

test('without staff there is no work to see, to take up or to acknowledge', async () => {
  await bench.toSign()
  bench.crash()
  bench.office.now = undefined
  bench.office.work = [
    {
      recordId: bench.office.identity.kioskId,
      receiptNumber: 'X',
      state: 'returned',
      reasons: [],
      finishedAt: '',
      staffNumber: '1001',
      tries: 1,
    },
  ]
  expect(await call('view')).toMatchObject({ view: { work: [], flow: undefined, resumable: undefined } })
  expect(await call('acknowledge', { recordId: bench.office.identity.kioskId })).toEqual({
    failure: { code: 'staff.session-expired' },
  })
})

test('activity and resend do what they say', async () => {
  await call('activity')
  await call('resend')
  expect(activity).toBe(1)
  expect(bench.office.asked).toContain('nudge')
})
