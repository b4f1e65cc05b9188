import { beforeEach, describe, expect, test, vi } from 'vitest'
import { SessionMemory } from '../../../electron/session/session-memory.ts'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'
import { cardRead, chipPhoto, picture } from '../../fixtures/electron/people.ts'

let bench: CounterBench
beforeEach(() => {
  bench = new CounterBench()
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
