import { beforeEach, describe, expect, test } from 'vitest'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'
import { cardRead } from '../../fixtures/electron/people.ts'

let bench: CounterBench
beforeEach(() => {
  bench = new CounterBench()
})

const kindNow = (): string => bench.view.step.id

describe('reading the card', () => {
  test('an expired document is shown with its fault and cannot be confirmed', async () => {
    await bench.toCard()
    await bench.card(cardRead({ validUntil: '2025-01-01' }))
    expect(bench.input<'read-card'>().read?.faults).toEqual(['document.expired'])
    expect(bench.view.failure).toEqual({ code: 'document.expired' })
    await bench.answer<'read-card'>({ again: true })
    expect(bench.input<'read-card'>()).not.toHaveProperty('read')
    expect(bench.deviceCalls.filter((call) => call === 'request')).toHaveLength(2)
    await bench.card()
    expect(kindNow()).toBe('capture-face')
  })

  test('nothing read cannot be confirmed', async () => {
    await bench.toCard()
    await bench.answer<'read-card'>({ confirm: true })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
  })

  test('a card that is read while no step waits for one is wiped unseen', async () => {
    await bench.begin()
    await bench.find()
    const read = cardRead()
    await bench.keeper.cardRead(read)
    expect(read.chipPhoto.every((byte) => byte === 0)).toBe(true)
  })
})
