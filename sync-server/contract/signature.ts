import { Type, type Static } from 'typebox'
import { object } from './shape.ts'

/** Longest signature that is taken: ten minutes at the pen. */
const MAX_TIME_MS = 600_000
const MAX_STROKES = 64
const MAX_POINTS = 1500
/** All strokes together; more would leave too little room in a record. */
const MAX_ALL_POINTS = 6000

/** Where the pen was and when: across and down in pixels of the sheet, milliseconds since it first touched. */
const PenPoint = Type.Tuple([
  Type.Integer({ minimum: 0, maximum: 4096 }),
  Type.Integer({ minimum: 0, maximum: 4096 }),
  Type.Integer({ minimum: 0, maximum: MAX_TIME_MS }),
])
export type PenPoint = Static<typeof PenPoint>

/**
 * A signature as it was written: every stroke with its times, on a sheet of this size. It is what a handwriting expert needs
 * and a picture does not hold (the channels X, Y and T of ISO/IEC 19794-7).
 */
export const Handwriting = object({
  sheet: object({
    width: Type.Integer({ minimum: 1, maximum: 4096 }),
    height: Type.Integer({ minimum: 1, maximum: 4096 }),
  }),
  strokes: Type.Array(Type.Array(PenPoint, { minItems: 1, maxItems: MAX_POINTS }), {
    minItems: 1,
    maxItems: MAX_STROKES,
  }),
})
export type Handwriting = Static<typeof Handwriting>

/** Why strokes are not somebody's writing. */
export type HandwritingFault = 'off-the-sheet' | 'time-runs-back' | 'not-moved' | 'too-long'

/** A dot is no signature: the pen has to have gone at least this share of the sheet's height. */
const LEAST_WAY = 0.1

function wayOf(strokes: Handwriting['strokes']): number {
  const steps = strokes.flatMap((stroke) =>
    stroke.slice(1).map(([x, y], i) => Math.hypot(x - (stroke[i]?.[0] ?? x), y - (stroke[i]?.[1] ?? y))),
  )
  return steps.reduce((way, step) => way + step, 0)
}

/** What speaks against strokes whose shape is right; nothing when they can be a hand's. */
export function handwritingFault({ sheet, strokes }: Handwriting): HandwritingFault | undefined {
  const points = strokes.flat()
  if (points.length > MAX_ALL_POINTS) return 'too-long'
  if (points.some(([x, y]) => x > sheet.width || y > sheet.height)) return 'off-the-sheet'
  if (points[0]?.[2] !== 0 || points.some(([, , at], i) => at < (points[i - 1]?.[2] ?? 0))) return 'time-runs-back'
  return wayOf(strokes) < LEAST_WAY * sheet.height ? 'not-moved' : undefined
}
