/** A syllable that some letters may stand for, and how far-fetched that is. */
export interface Reading {
  readonly syllable: string
  readonly cost: number
}

/** A stretch of the letters that is one syllable, whole or begun. */
export interface Segment {
  readonly from: number
  /** Where the next syllable begins: behind the apostrophes that follow. */
  readonly to: number
  readonly isWhole: boolean
  readonly readings: readonly Reading[]
}

const LONGEST_SYLLABLE = 6
const PER_SYLLABLE = 8
const BEGUN = 60
const INITIAL = 75
const initials = ['zh', 'ch', 'sh', ...'bpmfdtnlgkhjqxrzcsyw']

/** What passports and older documents write for syllables with ü. */
const otherSpellings: Readonly<Record<string, string>> = { lyu: 'lv', nyu: 'nv', lue: 'lve', nue: 'nve', lyue: 'lve' }

/** Cuts letters into syllables in every way there is. */
export class Cutter {
  readonly #syllables: ReadonlySet<string>
  readonly #begun = new Map<string, string[]>()

  constructor(syllables: ReadonlySet<string>) {
    this.#syllables = syllables
    for (const syllable of [...syllables].sort()) {
      for (let length = 1; length < syllable.length; length++) {
        const start = syllable.slice(0, length)
        this.#begun.set(start, [...(this.#begun.get(start) ?? []), syllable])
      }
    }
  }

  /** Every segment of the letters by where it begins; apostrophes end a syllable. */
  segments(letters: string): readonly (readonly Segment[])[] {
    return Array.from({ length: letters.length }, (_, from) => this.#at(letters, from))
  }

  #at(letters: string, from: number): Segment[] {
    const stretch = /^[a-z]*/.exec(letters.slice(from, from + LONGEST_SYLLABLE))?.[0] ?? ''
    const found: Segment[] = []
    for (let length = stretch.length; length > 0; length--) {
      const part = stretch.slice(0, length)
      const to = from + length + (/^'*/.exec(letters.slice(from + length))?.[0].length ?? 0)
      const whole = this.#syllables.has(part) ? part : otherSpellings[part]
      if (whole) found.push({ from, to, isWhole: true, readings: [{ syllable: whole, cost: PER_SYLLABLE }] })
      const begun = this.#startedBy(part, to === letters.length)
      if (begun.length > 0) found.push({ from, to, isWhole: false, readings: begun })
    }
    return found
  }

  /** The last syllable may be begun anyhow; others only by their initial, as people shorten names they know. */
  #startedBy(part: string, isLast: boolean): Reading[] {
    if (!isLast && !initials.includes(part)) return []
    const cost = isLast ? BEGUN : INITIAL
    return (this.#begun.get(part) ?? []).map((syllable) => ({ syllable, cost }))
  }
}
