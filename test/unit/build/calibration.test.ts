import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { curveOf, equalErrorOf, operatingAt, rateOf, recommend } from '../../../build/calibration/rates.ts'
import { plotOf } from '../../../build/calibration/text-plot.ts'

const scores = { genuine: [0.3, 0.4, 0.5, 0.6], impostor: [0.55, 0.7, 0.8, 0.9] }

describe('a rate', () => {
  test('without an error is bounded by the rule of three, and so is one of errors only', () => {
    expect(rateOf(0, 3000)).toMatchObject({ value: 0, low: 0, high: 0.001 })
    expect(rateOf(3000, 3000)).toMatchObject({ value: 1, low: 0.999, high: 1 })
    expect(rateOf(0, 0)).toMatchObject({ value: 0, low: 0, high: 1 })
  })
  test('has the interval of Wilson', () => {
    const { low, high } = rateOf(5, 100)
    expect(low).toBeCloseTo(0.0215, 3)
    expect(high).toBeCloseTo(0.1118, 3)
  })
  test('lies in its interval, and more trials make it narrower', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (trials, some) => {
        const errors = Math.min(some, trials)
        const [few, many] = [rateOf(errors, trials), rateOf(errors * 10, trials * 10)]
        expect(few.low).toBeLessThanOrEqual(few.value)
        expect(few.high).toBeGreaterThanOrEqual(few.value)
        expect(many.high - many.low).toBeLessThan(few.high - few.low)
      }),
    )
  })
})

test('a pair on the limit is accepted', () => {
  expect(operatingAt(scores, 0.55)).toMatchObject({ far: { value: 0.25 }, frr: { value: 0.25 } })
  expect(operatingAt(scores, 0.5)).toMatchObject({ far: { value: 0 }, frr: { value: 0.25 } })
})

test('with the limit false accepts only rise and false rejects only fall', () => {
  const some = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(some, some, (genuine, impostor) => {
      const curve = curveOf({ genuine, impostor })
      for (const [i, { far, frr }] of curve.entries()) {
        expect(far.value).toBeGreaterThanOrEqual(curve[i - 1]?.far.value ?? 0)
        expect(frr.value).toBeLessThanOrEqual(curve[i - 1]?.frr.value ?? 1)
      }
      expect(curve.at(-1)).toMatchObject({ far: { value: 1 }, frr: { value: 0 } })
    }),
  )
})

test('both errors meet where they are closest', () => {
  expect(equalErrorOf(curveOf(scores))?.limit).toBe(0.55)
})

describe('a recommendation', () => {
  test('is the widest limit that keeps strangers out, with a band for two people up to the last holder', () => {
    const { accept, review, isProved } = recommend(scores, { far: 0.1, frr: 0.01 })!
    expect([accept.limit, review.limit]).toEqual([0.5, 0.6])
    expect(isProved).toBe(false)
  })
  test('is proved by enough pairs only', () => {
    const many = { genuine: scores.genuine, impostor: Array.from({ length: 3000 }, (_, i) => 0.7 + i / 10_000) }
    expect(recommend(many, { far: 0.001, frr: 0.01 })?.isProved).toBe(true)
    expect(recommend({ ...many, impostor: many.impostor.slice(1) }, { far: 0.001, frr: 0.01 })?.isProved).toBe(false)
  })
  test('cannot be had where strangers are most alike', () => {
    expect(recommend({ genuine: [0.5], impostor: [0.1, 0.2] }, { far: 0.1, frr: 0.1 })).toBeUndefined()
  })
})

test('the drawing begins with every holder turned away and ends with every stranger let in', () => {
  const rows = plotOf(curveOf(scores))
  const column = (at: number): string =>
    rows
      .slice(0, -1)
      .map((row) => row[row.indexOf('|') + 1 + at] ?? ' ')
      .join('')
  expect(column(59).trimEnd()[0]).toBe('A')
  expect(column(59).trimEnd().at(-1)).toBe('R')
  expect(rows.at(-1)).toContain('0.300')
  expect(plotOf([])).toEqual([])
})
