import type { Operating } from './rates.ts'

const WIDTH = 60
const HEIGHT = 15
const LABEL = 6

type Line = { readonly mark: string; readonly valueAt: (at: Operating) => number }
const lines: readonly Line[] = [
  { mark: 'A', valueAt: ({ far }) => far.value },
  { mark: 'R', valueAt: ({ frr }) => frr.value },
]

/** The last operating point up to a limit: rates are steps. */
function pointAt(curve: readonly Operating[], limit: number): Operating | undefined {
  return curve.findLast((each) => each.limit <= limit) ?? curve[0]
}

/** One column of the drawing, from the highest row to the lowest. */
function columnOf(point: Operating | undefined): readonly string[] {
  const places = lines.map(({ mark, valueAt }) => ({
    mark,
    row: HEIGHT - Math.round((point ? valueAt(point) : 0) * HEIGHT),
  }))
  return Array.from({ length: HEIGHT + 1 }, (_, row) => {
    const here = places.filter((place) => place.row === row)
    return here.length > 1 ? 'X' : (here[0]?.mark ?? ' ')
  })
}

/** FAR (A) and FRR (R) over the limit as a drawing of letters; X where both lie. */
export function plotOf(curve: readonly Operating[]): readonly string[] {
  const [first, last] = [curve[0], curve.at(-1)]
  if (!first || !last) return []
  const limitAt = (column: number): number => first.limit + ((last.limit - first.limit) * column) / (WIDTH - 1)
  const columns = Array.from({ length: WIDTH }, (_, column) => columnOf(pointAt(curve, limitAt(column))))
  const label = (row: number): string => `${Math.round(100 - (row * 100) / HEIGHT)} %`.padStart(LABEL)
  const rows = Array.from(
    { length: HEIGHT + 1 },
    (_, row) => `${label(row)} |${columns.map((each) => each[row]).join('')}`,
  )
  return [...rows, `${' '.repeat(LABEL + 2)}${first.limit.toFixed(3)}${' '.repeat(WIDTH - 10)}${last.limit.toFixed(3)}`]
}
