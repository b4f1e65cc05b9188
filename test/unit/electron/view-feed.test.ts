import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { placeOf } from '../../../electron/main/kiosk-log.ts'
import { ViewFeed } from '../../../electron/main/view-feed.ts'

test('many changes in one turn are one push of the newest view', async () => {
  let state = 0
  const pushed: number[] = []
  const feed = new ViewFeed(
    () => state,
    (view) => void pushed.push(view),
  )
  for (state = 1; state < 50; state++) feed.changed()
  await nextTurn()
  feed.changed()
  await nextTurn()
  expect(pushed).toEqual([50, 50])
})

test('nothing is composed once what views are made of is closing', async () => {
  const feed = new ViewFeed(
    () => {
      throw new Error('closed')
    },
    () => {},
  )
  feed.changed()
  feed.stop()
  await nextTurn()
})

test('the place of an error says where and never what', () => {
  const place = placeOf(new TypeError('secret words of a citizen'))
  expect(place).toMatch(/^TypeError at .*view-feed\.test/)
  expect(place).not.toContain('secret')
  expect(place).not.toContain('/')
  expect(placeOf('secret')).toBe('string')
})
