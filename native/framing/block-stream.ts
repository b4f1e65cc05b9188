const SOH = 0x01
const STX = 0x02
const ETX = 0x03

type Place = 'between' | 'header' | 'flag' | 'block' | 'check'

/**
 * Cuts bytes into blocks of several lines: from STX to ETX, with the header, flag and check byte that readers put around
 * one that begins with SOH, or, from readers without any of these, until a silence that the owner has noticed (`flush`).
 */
export class BlockStream {
  readonly #longest: number
  #block: number[] = []
  #place: Place = 'between'
  #hasHeader = false

  constructor(longest: number) {
    this.#longest = longest
  }

  /** Whether something has arrived that may still go on. */
  get hasBegun(): boolean {
    return this.#block.length > 0
  }

  push(chunk: Uint8Array): Uint8Array[] {
    return [...chunk].flatMap((byte) => this.#take(byte))
  }

  /** Ends what came without STX and ETX; inside a block a silence means that its end is lost. */
  flush(): Uint8Array[] {
    const wasBetween = this.#place === 'between'
    this.#place = 'between'
    return wasBetween ? this.#whole() : this.#drop()
  }

  #take(byte: number): Uint8Array[] {
    switch (this.#place) {
      case 'header':
        this.#place = byte === STX ? 'flag' : 'header'
        return []
      case 'flag':
        this.#place = 'block'
        return []
      case 'check':
        this.#place = 'between'
        return []
      case 'block':
        return byte === ETX ? this.#ended() : this.#add(byte)
      case 'between':
        return this.#begins(byte) ? this.#drop() : this.#add(byte)
    }
  }

  #begins(byte: number): boolean {
    if (byte !== SOH && byte !== STX) return false
    this.#hasHeader = byte === SOH
    this.#place = this.#hasHeader ? 'header' : 'block'
    return true
  }

  #ended(): Uint8Array[] {
    this.#place = this.#hasHeader ? 'check' : 'between'
    return this.#whole()
  }

  #whole(): Uint8Array[] {
    const block = Uint8Array.from(this.#block)
    this.#block = []
    return block.length > 0 ? [block] : []
  }

  #drop(): [] {
    this.#block = []
    return []
  }

  #add(byte: number): [] {
    this.#block.push(byte)
    if (this.#block.length <= this.#longest) return []
    this.#place = 'between'
    return this.#drop()
  }
}
