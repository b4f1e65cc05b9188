/**
 * A length-prefixed frame as data: fixed preamble, two big-endian length bytes that count everything after them,
 * and as last byte an XOR over the length bytes and what follows.
 */
export interface FrameLayout {
  readonly preamble: readonly number[]
  /** Smallest and largest value that the length bytes may have. */
  readonly minLength: number
  readonly maxLength: number
  readonly checksum: 'xor' | 'unchecked'
}

const LENGTH_BYTES = 2

/**
 * Cuts a byte stream into whole frames, whatever the chunking. After anything that is not a frame it drops one byte
 * and looks again; inside a frame it never looks for another preamble. Holds at most two longest frames.
 */
export class Framer {
  readonly #layout: FrameLayout
  readonly #headerBytes: number
  readonly #buffer: Uint8Array
  #start = 0
  #end = 0
  #discardedBytes = 0
  #rejectedFrames = 0

  constructor(layout: FrameLayout) {
    this.#layout = layout
    this.#headerBytes = layout.preamble.length + LENGTH_BYTES
    this.#buffer = new Uint8Array(2 * (this.#headerBytes + layout.maxLength))
  }

  /** Bytes that belonged to no frame since the framer was made. */
  get discardedBytes(): number {
    return this.#discardedBytes
  }

  /** Preambles that led to no frame: absurd length or wrong check byte. */
  get rejectedFrames(): number {
    return this.#rejectedFrames
  }

  /** Whether the last bytes may be the beginning of a frame whose rest has not come. */
  get hasBegun(): boolean {
    return this.#end > this.#start
  }

  /** Takes a chunk and returns the frames that it completes, each a copy of its own. */
  push(chunk: Uint8Array): Uint8Array[] {
    const frames: Uint8Array[] = []
    for (let taken = 0; taken < chunk.length;) {
      taken += this.#take(chunk, taken)
      for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame)
    }
    return frames
  }

  /** Forgets what has arrived of an unfinished frame, and leaves no trace of earlier ones in memory. */
  reset(): void {
    this.#buffer.fill(0)
    this.#discardedBytes += this.#end - this.#start
    this.#start = 0
    this.#end = 0
  }

  #take(chunk: Uint8Array, from: number): number {
    if (this.#start > 0) {
      this.#buffer.copyWithin(0, this.#start, this.#end)
      this.#end -= this.#start
      this.#start = 0
    }
    const count = Math.min(chunk.length - from, this.#buffer.length - this.#end)
    this.#buffer.set(chunk.subarray(from, from + count), this.#end)
    this.#end += count
    return count
  }

  #next(): Uint8Array | undefined {
    for (;;) {
      this.#alignToPreamble()
      if (this.#end - this.#start < this.#headerBytes) return undefined
      const lengthAt = this.#start + this.#layout.preamble.length
      const length = ((this.#buffer[lengthAt] ?? 0) << 8) | (this.#buffer[lengthAt + 1] ?? 0)
      if (length < this.#layout.minLength || length > this.#layout.maxLength) {
        this.#reject()
        continue
      }
      const frameEnd = this.#start + this.#headerBytes + length
      if (this.#end < frameEnd) return undefined
      if (!this.#isWhole(lengthAt, frameEnd)) {
        this.#reject()
        continue
      }
      const frame = this.#buffer.slice(this.#start, frameEnd)
      this.#start = frameEnd
      return frame
    }
  }

  /** Moves to the first place where what has arrived agrees with the preamble as far as it goes. */
  #alignToPreamble(): void {
    const { preamble } = this.#layout
    while (this.#start < this.#end) {
      const known = Math.min(preamble.length, this.#end - this.#start)
      let agreed = 0
      while (agreed < known && this.#buffer[this.#start + agreed] === preamble[agreed]) agreed++
      if (agreed === known) return
      this.#drop()
    }
  }

  #isWhole(lengthAt: number, frameEnd: number): boolean {
    if (this.#layout.checksum === 'unchecked') return true
    const buffer = this.#buffer
    let xor = 0
    for (let i = lengthAt; i < frameEnd; i++) xor ^= buffer[i] ?? 0
    return xor === 0
  }

  #reject(): void {
    this.#rejectedFrames++
    this.#drop()
  }

  #drop(): void {
    this.#start++
    this.#discardedBytes++
  }
}
