/** The room for candidates: how wide a line is and how many lines there are, in pixels and lines. */
export interface Room {
  readonly width: number
  readonly lines: number
  /** One Han character in the size of the screen's type. */
  readonly glyph: number
}

const GAP = 8
const PADDING = 44
const SMALLEST = 88

/** What a candidate takes of a line. */
const widthOf = (text: string, { glyph }: Room): number => Math.max(SMALLEST, [...text].length * glyph + PADDING) + GAP

/** Where each page begins, so that what stands on a page is whole; the list of candidates is read in order. */
export function pageStarts(texts: readonly string[], room: Room): readonly number[] {
  const starts = [0]
  let line = 1
  let used = 0
  for (const [index, text] of texts.entries()) {
    const width = widthOf(text, room)
    if (used > 0 && used + width > room.width + GAP) {
      line += 1
      used = 0
    }
    if (line > room.lines) {
      starts.push(index)
      line = 1
    }
    used += width
  }
  return starts
}
