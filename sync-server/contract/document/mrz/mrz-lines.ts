/** Lines of every format by their total length: how many, and how long each. */
const shapes: Readonly<Record<number, { readonly count: number; readonly length: number }>> = {
  90: { count: 3, length: 30 },
  88: { count: 2, length: 44 },
  72: { count: 2, length: 36 },
}

/** Everything that is not printed: line ends and whatever else readers put around the text. */
const UNPRINTED = /[^\x21-\x7e]+/

/** The lines in what a reader or a keyboard wedge sent: `_` is a filler too, and separators may be missing. */
export function mrzLines(text: string): readonly string[] {
  const lines = text
    .split(UNPRINTED)
    .filter((line) => line !== '')
    .map((line) => line.replaceAll('_', '<').toUpperCase())
  const whole = lines.join('')
  const shape = shapes[whole.length]
  if (!shape || lines.length === shape.count) return lines
  return Array.from({ length: shape.count }, (_, i) => whole.slice(i * shape.length, (i + 1) * shape.length))
}

/** Whether these are as many lines of as many characters as some format has. */
export function isWholeMrz(lines: readonly string[]): boolean {
  return Object.values(shapes).some(
    ({ count, length }) => lines.length === count && lines.every((line) => line.length === length),
  )
}
