import type { PointGroup } from 'signature_pad'
import type { Handwriting, PenPoint } from '../../../sync-server/contract/signature.ts'

const within = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)))

/**
 * What was written on a sheet of this size, with times from the first touch on. A pen that slides over the edge stays on it, and a
 * clock that is set back in the middle stops instead.
 */
export function handwritingOf(groups: readonly PointGroup[], size: { width: number; height: number }): Handwriting {
  const sheet = { width: Math.round(size.width), height: Math.round(size.height) }
  const beganAt = groups[0]?.points[0]?.time ?? 0
  let at = 0
  const pointOf = ({ x, y, time }: PointGroup['points'][number]): PenPoint => {
    at = Math.max(at, Math.round(time - beganAt))
    return [within(x, sheet.width), within(y, sheet.height), at]
  }
  return { sheet, strokes: groups.filter(({ points }) => points.length > 0).map(({ points }) => points.map(pointOf)) }
}
