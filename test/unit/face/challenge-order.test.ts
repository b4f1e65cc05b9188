import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom, seedOf, shuffled, systemRandom } from '../../../renderer/face/challenge-order.ts'
import type { Challenge } from '../../../renderer/face/face-engine.ts'

const all: readonly Challenge[] = ['blink', 'turnLeft', 'turnRight']

test('the same nonce always asks for the same order', () => {
  fc.assert(
    fc.property(fc.string(), (nonce) => {
      const order = (): readonly Challenge[] => shuffled(all, seededRandom(seedOf(nonce)))
      expect(order()).toEqual(order())
      expect(order().toSorted()).toEqual(all.toSorted())
    }),
  )
})

test('nonces lead to all six orders, none of them rare', () => {
  const counts = new Map<string, number>()
  for (let i = 0; i < 6000; i++) {
    const order = shuffled(all, seededRandom(seedOf(`nonce ${i}`))).join(' ')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect(counts.size).toBe(6)
  expect(Math.min(...counts.values())).toBeGreaterThan(800)
})

test('without a seed the order is still one of them', () => {
  expect(shuffled(all, systemRandom).toSorted()).toEqual(all.toSorted())
})
