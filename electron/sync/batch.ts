/** Frames pieces as one request body: for each, u32be length and the bytes. */
export function batchOf(pieces: readonly Uint8Array[]): Buffer {
  const batch = Buffer.allocUnsafe(pieces.reduce((sum, piece) => sum + 4 + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    offset = batch.writeUInt32BE(piece.length, offset)
    batch.set(piece, offset)
    offset += piece.length
  }
  return batch
}

/** Splits a list into runs whose sizes add up to at most the limit; a piece above it goes alone. */
export function runsOf<T>(pieces: readonly T[], sizeOf: (piece: T) => number, limit: number): T[][] {
  const runs: T[][] = []
  let sum = Infinity
  for (const piece of pieces) {
    const size = sizeOf(piece)
    if (sum + size > limit) {
      runs.push([])
      sum = 0
    }
    runs.at(-1)?.push(piece)
    sum += size
  }
  return runs
}
