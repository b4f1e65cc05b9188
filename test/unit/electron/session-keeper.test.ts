import { beforeEach, describe, expect, test, vi } from 'vitest'
import { SessionMemory } from '../../../electron/session/session-memory.ts'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'
import { cardRead, chipPhoto, picture, staffOf } from '../../fixtures/electron/people.ts'

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
    await bench.keeper.answer('sign', { png: picture('jpeg'), strokes: 1 })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
    await bench.keeper.answer('sign', { png: 'data', strokes: 1 })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
    await bench.keeper.answer('sign', { png: picture('png', 300_000), strokes: 1 })
    expect(bench.view.failure).toEqual({ code: 'request.too-large' })
  })

  test('a log stays in order when the clock is set back', async () => {
    await bench.begin()
    await bench.find()
    bench.nowMs -= 3_600_000
    await bench.consent()
    expect(bench.view.step.id).toBe('consent-face')
  })
})

describe('after a crash', () => {
  test('the session goes on at the same step with all it had', async () => {
    await bench.toSign()
    bench.crash()
    expect(bench.keeper.resumable()).toMatchObject({ staffNumber: '1001', stepTitle: '签名确认' })
    await bench.keeper.resume()
    expect(bench.view.step.id).toBe('sign')
    await bench.sign()
    await bench.answer<'review'>({ confirm: true })
    await bench.attest()
    const [deposited] = bench.office.deposited
    expect(deposited?.attachments.map(({ name }) => name).sort()).toEqual(['chip-photo', 'live-face', 'signature'])
    expect(bench.keeper.result()?.exit).toBe('done')
  })

  test('the chip photo is decoded again for the face step', async () => {
    await bench.toCard()
    await bench.card()
    bench.crash()
    await bench.keeper.resume()
    expect(bench.input<'capture-face'>().chipPhoto).toEqual({ width: 2, height: 1, rgba: chipPhoto().rgba })
  })

  test('nothing is lost when the photo cannot be decoded yet', async () => {
    await bench.toCard()
    await bench.card()
    bench.crash()
    bench.photo = undefined
    await expect(bench.keeper.resume()).rejects.toMatchObject({ code: 'chip-photo.undecodable' })
    expect(bench.keeper.resumable()).toBeDefined()
    bench.photo = chipPhoto
    await bench.keeper.resume()
    expect(bench.view.step.id).toBe('capture-face')
  })

  test('only who began it may go on', async () => {
    await bench.toSign()
    bench.crash()
    bench.office.now = staffOf('clerk', '1002')
    await expect(bench.keeper.resume()).rejects.toMatchObject({ code: 'staff.not-allowed' })
    bench.keeper.discard()
    expect(bench.keeper.resumable()).toBeUndefined()
  })

  test('a next citizen takes its place', async () => {
    await bench.toSign()
    bench.crash()
    await bench.begin()
    expect(bench.office.shelf).toBeUndefined()
  })

  test('a snapshot of another program is refused', async () => {
    const { serialize } = await import('node:v8')
    const meta = { sessionId: 'x', staffNumber: '1001', startedAt: '2026-11-22T09:00:00Z', stepTitle: '' }
    bench.office.shelf = { bytes: serialize({ v: 2 }), meta }
    await expect(bench.keeper.resume()).rejects.toMatchObject({ code: 'record.flow-invalid' })
  })

  test('a step that cannot be saved is still done, and says why it was not saved', async () => {
    await bench.begin()
    bench.office.saveFails = 'kiosk.disk-full'
    await bench.find()
    expect(bench.view).toMatchObject({ step: { id: 'consent-identity' }, failure: { code: 'kiosk.disk-full' } })
  })
})

describe('leaving', () => {
  test.each(['cancelled', 'timed-out', 'device-unavailable'] as const)('%s wipes everything', async (exit) => {
    const wipe = vi.spyOn(SessionMemory.prototype, 'wipe')
    await bench.toSign()
    const kept = [...(bench.office.shelf ? ['snapshot'] : [])]
    expect(kept).toEqual(['snapshot'])
    bench.keeper.leave(exit)
    expect(wipe).toHaveBeenCalled()
    expect(bench.office.shelf).toBeUndefined()
    expect(bench.keeper.view()).toBeUndefined()
    expect(bench.keeper.result()).toMatchObject({ exit, receipt: undefined, failure: undefined })
  })

  test('withdraws the request for a card', async () => {
    await bench.toCard()
    bench.keeper.leave('cancelled')
    expect(bench.deviceCalls).toEqual(['request', 'cancel'])
  })

  test('while an answer is worked on drops that answer', async () => {
    await bench.toAttest()
    const attesting = bench.keeper.answer('attest', { password: 'right' })
    bench.keeper.leave('timed-out')
    await attesting
    expect(bench.office.deposited).toEqual([])
    expect(bench.keeper.result()?.exit).toBe('timed-out')
  })

  test('while a photo is decoded leaves no photo behind', async () => {
    await bench.toCard()
    const late = chipPhoto()
    bench.photo = () => late
    const reading = bench.keeper.cardRead(cardRead())
    bench.keeper.leave('cancelled')
    await reading
    expect(late.rgba.every((byte) => byte === 0)).toBe(true)
  })

  test('without a session changes nothing', () => {
    bench.keeper.leave('cancelled')
    expect(bench.keeper.result()).toBeUndefined()
  })

  test('by a crash of the screen keeps the snapshot', async () => {
    await bench.toSign()
    bench.keeper.suspend()
    expect(bench.keeper.view()).toBeUndefined()
    expect(bench.keeper.resumable()).toMatchObject({ stepTitle: '签名确认' })
  })
})

describe('the result', () => {
  test('clears by itself and asks for a fresh page', async () => {
    await bench.begin()
    bench.keeper.leave('cancelled')
    const clearsAt = Date.parse(bench.keeper.result()?.clearsAt ?? '')
    bench.pass(clearsAt - bench.nowMs - 1)
    expect(bench.keeper.result()).toBeDefined()
    expect(bench.clearings).toBe(0)
    bench.pass(1)
    expect(bench.keeper.result()).toBeUndefined()
    expect(bench.clearings).toBe(1)
  })

  test('can be dismissed once', async () => {
    await bench.begin()
    bench.keeper.leave('cancelled')
    bench.keeper.dismissResult()
    bench.keeper.dismissResult()
    bench.pass(120_000)
    expect(bench.clearings).toBe(1)
  })
})

test('memory fills with zeros what it gives up', () => {
  const memory = new SessionMemory()
  memory.attach('signature', picture('png'), 'image/png')
  const first = memory.bytesOf('signature')
  memory.attach('signature', picture('png', 80), 'image/png')
  const second = memory.bytesOf('signature')
  const photo = chipPhoto()
  memory.holdPhoto(photo)
  expect(first?.every((byte) => byte === 0)).toBe(true)
  memory.wipe()
  expect(second?.every((byte) => byte === 0)).toBe(true)
  expect(photo.rgba.every((byte) => byte === 0)).toBe(true)
  expect(memory.attachments()).toEqual([])
})
