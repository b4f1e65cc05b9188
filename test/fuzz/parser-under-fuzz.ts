/** Something that reads bytes from outside; `run` throws whenever it did not end in a value or a typed failure. */
export interface ParserUnderFuzz {
  readonly name: string
  readonly seeds: readonly Uint8Array[]
  readonly run: (bytes: Uint8Array) => void
}
