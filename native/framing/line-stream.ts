const CR = 0x0d
const LF = 0x0a

/**
 * Cuts bytes into lines, whatever the chunking; CR, LF and both together end one, and so does a silence that the owner
 * has noticed (`flush`). A line that is longer than any code is dropped to its end.
 */
export class LineStream {
  readonly #longest: number
  #line: number[] = []
  #isTooLong = false

  constructor(longest: number) {
    this.#longest = longest
  }

  /** Whether something has arrived that no line end has followed. */
  get hasBegun(): boolean {
    return this.#line.length > 0 || this.#isTooLong
  }

  push(chunk: Uint8Array): Uint8Array[] {
    const lines: Uint8Array[] = []
    for (const byte of chunk) {
      if (byte !== CR && byte !== LF) this.#add(byte)
      else lines.push(...this.flush())
    }
    return lines
  }

  /** Ends the line that has begun: one line, or none. */
  flush(): Uint8Array[] {
    const line = Uint8Array.from(this.#line)
    this.#line = []
    const isWhole = !this.#isTooLong && line.length > 0
    this.#isTooLong = false
    return isWhole ? [line] : []
  }

  #add(byte: number): void {
    if (this.#line.length < this.#longest) this.#line.push(byte)
    else this.#isTooLong = true
  }
}
