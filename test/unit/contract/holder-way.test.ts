import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandOf, compareWays, quantileOf } from '../../../sync-server/contract/holder-way.ts'

test.each([
  [0, 10],
  [10, 10],
  [10.001, 20],
  [95, 100],
  [90_000, 3600],
])('a run of %d s is counted in the band up to %d s', (seconds, upToS) => {
  expect(bandOf(seconds)).toBe(upToS)
})

test('the middle by bands is the band of the middle run, in whatever order the bands come', () => {
  const runs = fc.array(fc.integer({ min: 1, max: 3599 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(runs, (seconds) => {
      const bands = seconds.map((each) => ({ upToS: bandOf(each), count: 1 }))
      const sorted = seconds.toSorted((a, b) => a - b)
      expect(quantileOf(bands, 0.5)).toBe(bandOf(sorted[Math.ceil(sorted.length / 2) - 1] ?? 0))
      expect(quantileOf(bands, 1)).toBe(bandOf(sorted.at(-1) ?? 0))
    }),
  )
  expect(quantileOf([], 0.5)).toBeUndefined()
})

const times = (medianS: number, granted = 10) => ({ granted, returned: 0, medianS })

test.each([
  [times(100), times(150), { gapPercent: 50, slower: 'two-person', isTooWide: false }],
  [times(100), times(160), { gapPercent: 60, slower: 'two-person', isTooWide: true }],
  [times(200), times(100), { gapPercent: 100, slower: 'face', isTooWide: true }],
  [times(100), times(100), { gapPercent: 0, isTooWide: false }],
] as const)('%j beside %j', (face, twoPerson, expected) => {
  expect(compareWays(face, twoPerson, 50)).toEqual({ face, twoPerson, ...expected })
})

test('a handful of runs is no alarm', () => {
  const compared = compareWays(times(100, 9), times(900), 50)
  expect(compared.gapPercent).toBeUndefined()
  expect(compared.isTooWide).toBe(false)
})
