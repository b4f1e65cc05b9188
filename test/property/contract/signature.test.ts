import fc from 'fast-check'
import type { PointGroup } from 'signature_pad'
import { Check } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { handwritingOf } from '../../../renderer/kiosk/steps/handwriting.ts'
import { Handwriting, handwritingFault } from '../../../sync-server/contract/signature.ts'
import { handwriting } from '../../fixtures/kiosk/handwriting.ts'

const sheet = { width: 900, height: 400 }
const groupOf = (points: readonly { x: number; y: number; time: number }[]): PointGroup => ({
  points: points.map((point) => ({ ...point, pressure: 0.5 })),
  penColor: '#000',
  dotSize: 0,
  minWidth: 1,
  maxWidth: 2,
  velocityFilterWeight: 0.7,
  compositeOperation: 'source-over',
})
/** A pen that may slide over the edge, at a wall clock that may be set back. */
const pen = fc.array(
  fc.array(
    fc.record({
      x: fc.double({ min: -500, max: 1500, noNaN: true }),
      y: fc.double({ min: -500, max: 900, noNaN: true }),
      time: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_060_000 }),
    }),
    { minLength: 1, maxLength: 30 },
  ),
  { minLength: 1, maxLength: 8 },
)

test('whatever the pen and the clock do, what is kept has the contract’s shape, lies on the sheet and goes on in time', () => {
  fc.assert(
    fc.property(pen, (strokes) => {
      const kept = handwritingOf(strokes.map(groupOf), sheet)
      expect(Check(Handwriting, kept)).toBe(true)
      expect([undefined, 'not-moved']).toContain(handwritingFault(kept))
      expect(kept.strokes.map(({ length }) => length)).toEqual(strokes.map(({ length }) => length))
    }),
  )
})

test('strokes keep their order, their places and their times', () => {
  const began = 1_700_000_000_000
  const strokes = handwriting.strokes.map((stroke) => stroke.map(([x, y, at]) => ({ x: x + 0.2, y, time: began + at })))
  expect(handwritingOf(strokes.map(groupOf), { width: 900, height: 400 })).toEqual(handwriting)
})

describe('what no hand wrote', () => {
  const change = (strokes: Handwriting['strokes']): Handwriting => ({ sheet, strokes })
  test.each([
    ['a dot', 'not-moved', [[[100, 100, 0]]]],
    ['a line of three pixels', 'not-moved', [[[100, 100, 0], [103, 100, 30]]]], // prettier-ignore
    ['a pen beside the sheet', 'off-the-sheet', [[[100, 100, 0], [901, 100, 30]]]], // prettier-ignore
    ['time that runs back', 'time-runs-back', [[[100, 100, 0], [300, 100, 30]], [[300, 300, 29]]]], // prettier-ignore
    ['a beginning before the first touch', 'time-runs-back', [[[100, 100, 5], [300, 100, 30]]]], // prettier-ignore
    [
      'more than a record has room for',
      'too-long',
      Array.from({ length: 6 }, () => Array.from({ length: 1001 }, () => [1, 1, 0])),
    ],
  ] as const)('%s is %s', (_what, fault, strokes) => {
    expect(handwritingFault(change(strokes as unknown as Handwriting['strokes']))).toBe(fault)
  })
})
