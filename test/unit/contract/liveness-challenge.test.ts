import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  challengeSeed,
  challengesFrom,
  didAsAsked,
  drawChallenges,
} from '../../../sync-server/contract/liveness-challenge.ts'

const all = ['blink', 'turnLeft', 'turnRight']

test.each([
  [all, all, true],
  [all, ['turnRight', 'turnLeft', 'turnRight'], true], // the first was replaced
  [all, ['blink', 'turnLeft', 'blink'], true],
  [['blink', 'turnLeft'], ['blink', 'blink'], false], // one gesture done once cannot pass for two
  [all, ['turnLeft', 'blink', 'turnRight'], false],
  [all, ['blink', 'turnLeft'], false],
  [all, [...all, 'blink'], false],
  [all, [], false],
])('asked %j, done %j: %j', (asked, did, expected) => {
  expect(didAsAsked(asked, did)).toBe(expected)
})

test('two or three different challenges are drawn, in every order', () => {
  const seen = new Set<string>()
  for (let i = 0; i < 500; i++) {
    const drawn = drawChallenges({
      below: (n) => Math.floor(Math.random() * n),
    })
    expect(new Set(drawn).size).toBe(drawn.length)
    seen.add(drawn.join())
  }
  expect(seen.size).toBe(12)
})

const drawnFor = (recordId: string, nonce: string) =>
  challengesFrom(createHash('sha256').update(challengeSeed(recordId, nonce)).digest('hex'))

test('a nonce asks the same of one record for ever, and of records and nonces together everything that can be asked', () => {
  const asked = Array.from({ length: 400 }, (_, i) => drawnFor(`record ${i % 20}`, `nonce ${i}`).join())
  expect(new Set(asked).size).toBe(12)
  expect(drawnFor('a', 'n')).toEqual(drawnFor('a', 'n'))
  expect(
    Array.from({ length: 20 }, (_, i) => drawnFor(`${i}`, 'n').join()).filter((each) => each !== asked[0]),
  ).not.toEqual([])
})
