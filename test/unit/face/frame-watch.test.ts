import { expect, test } from 'vitest'
import { feedState, startWatch, watchFrame } from '../../../renderer/face/frame-watch.ts'

const picture = (value: (i: number) => number): { data: Uint8ClampedArray; width: number; height: number } => ({
  data: Uint8ClampedArray.from({ length: 64 * 48 * 4 }, (_, i) => value(i)),
  width: 64,
  height: 48,
})
const noisy = (seed: number): ReturnType<typeof picture> => picture((i) => 100 + ((i * 31 + seed * 17) % 7))

function after(pictures: readonly ReturnType<typeof picture>[]): string {
  const watch = pictures.reduce((now, one, i) => watchFrame(now, one, i * 500), startWatch(0))
  return feedState(watch, (pictures.length - 1) * 500)
}

test('a sensor’s noise keeps a still scene alive', () => {
  expect(after(Array.from({ length: 12 }, (_, i) => noisy(i)))).toBe('live')
})

test('the same bytes for three seconds are a camera that hangs', () => {
  expect(after(Array.from({ length: 7 }, () => noisy(1)))).toBe('live')
  expect(after(Array.from({ length: 9 }, () => noisy(1)))).toBe('frozen')
})

test('no picture at all is a camera that hangs, too', () => {
  expect(feedState(watchFrame(startWatch(0), noisy(1), 0), 3001)).toBe('frozen')
})

test('a covered lens is black, noise or not', () => {
  expect(after(Array.from({ length: 9 }, (_, i) => picture((k) => (k * 31 + i) % 7)))).toBe('black')
})

test('a covered lens is black also where its pictures are all alike, and no longer once there is light', () => {
  const dark = picture(() => 0)
  expect(after(Array.from({ length: 9 }, () => dark))).toBe('black')
  expect(after([...Array.from({ length: 9 }, () => dark), noisy(1)])).toBe('live')
})

test('a bright picture that stays is a camera that hangs, not a dark one', () => {
  expect(feedState(watchFrame(startWatch(0), noisy(1), 0), 60_000)).toBe('frozen')
  expect(feedState(startWatch(0), 3001)).toBe('frozen')
})
