import { handwriting } from '../../fixtures/kiosk/handwriting.ts'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'
import { picture, staffOf } from '../../fixtures/electron/people.ts'

let bench: CounterBench
beforeEach(() => {
  bench = new CounterBench()
})

describe('who may begin', () => {
  test.each(['clerk', 'supervisor'] as const)('a %s', async (role) => {
    bench.office.now = staffOf(role)
    await bench.begin()
    expect(bench.view.step.id).toBe('find-account')
  })

  test('not an administrator', async () => {
    bench.office.now = staffOf('administrator')
    await expect(bench.begin()).rejects.toMatchObject({ code: 'staff.not-allowed' })
  })

  test('nobody without signing in', async () => {
    bench.office.now = undefined
    await expect(bench.begin()).rejects.toMatchObject({ code: 'staff.session-expired' })
  })

  test('nobody while the kiosk is blocked', async () => {
    bench.office.blockedBy = 'kiosk.disk-full'
    await expect(bench.begin()).rejects.toMatchObject({ code: 'kiosk.disk-full' })
  })

  test('no flow that does not exist', async () => {
    await expect(bench.keeper.begin('no-such-flow')).rejects.toMatchObject({ code: 'request.invalid' })
  })

  test('a second beginning changes nothing', async () => {
    await bench.begin()
    const { sessionId } = bench.view
    await bench.begin()
    expect(bench.view.sessionId).toBe(sessionId)
  })
})

describe('answers', () => {
  test('a stale one changes nothing', async () => {
    await bench.begin()
    await bench.find()
    const before = bench.view
    await bench.keeper.answer('find-account', { confirm: true })
    expect(bench.view).toEqual(before)
  })

  test.each([undefined, null, 5, {}, { isAgreed: 'yes' }, { isAgreed: true, more: 1 }])(
    'one that breaks its schema is refused: %j',
    async (answer) => {
      await bench.begin()
      await bench.find()
      await bench.keeper.answer('consent-identity', answer)
      expect(bench.view.failure).toEqual({ code: 'request.invalid' })
      expect(bench.view.step.id).toBe('consent-identity')
    },
  )

  test('a second one while the first is worked on changes nothing', async () => {
    await bench.begin()
    const first = bench.keeper.answer('find-account', { find: 'phone', value: '10000000001' })
    expect(bench.view.isBusy).toBe(true)
    await bench.keeper.answer('find-account', { absent: true })
    await first
    expect(bench.view).toMatchObject({ isBusy: false, step: { id: 'find-account' } })
  })

  test('twenty rapid taps complete one step', async () => {
    await bench.begin()
    await bench.find()
    const taps = Array.from({ length: 20 }, () => bench.keeper.answer('consent-identity', { isAgreed: true }))
    await Promise.all(taps)
    expect(bench.view.step.id).toBe('consent-face')
  })

  test('an unexpected error is an incident without details', async () => {
    vi.spyOn(bench.office.accounts, 'find').mockRejectedValue(new Error('secret words'))
    await bench.begin()
    await bench.answer<'find-account'>({ find: 'phone', value: '10000000001' })
    expect(bench.view.failure).toMatchObject({ code: 'server.internal' })
    expect(JSON.stringify(bench.view)).not.toContain('secret')
    expect(bench.incidents).toHaveLength(1)
  })

  test('pictures that are none are refused', async () => {
    await bench.toSign()
    await bench.keeper.answer('sign', { png: picture('jpeg'), handwriting })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
    await bench.keeper.answer('sign', { png: 'data', handwriting })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
    await bench.keeper.answer('sign', { png: picture('png', 300_000), handwriting })
    expect(bench.view.failure).toEqual({ code: 'request.too-large' })
  })

  test('a signature that nobody wrote is refused in words, and what was written is in the log', async () => {
    await bench.toSign()
    const dot = { ...handwriting, strokes: [[[100, 100, 0]]] }
    await bench.keeper.answer('sign', { png: picture('png'), handwriting: dot })
    expect(bench.view.failure).toEqual({ code: 'signature.not-written' })
    await bench.sign()
    await bench.answer<'review'>({ confirm: true })
    await bench.attest()
    const entry = bench.office.deposited[0]?.log.entries.find(({ step }) => step === 'sign')
    expect(entry?.output).toMatchObject({ handwriting, signature: { name: 'signature' } })
  })

  test('a log stays in order when the clock is set back', async () => {
    await bench.begin()
    await bench.find()
    bench.nowMs -= 3_600_000
    await bench.consent()
    expect(bench.view.step.id).toBe('consent-face')
  })
})
