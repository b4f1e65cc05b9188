/** Frames pieces one after another: for each, u32be length and the bytes. Writes into the given space where they fit. */
export function batchOf(pieces: readonly Uint8Array[], space?: Buffer): Buffer {
  const size = pieces.reduce((sum, piece) => sum + 4 + piece.length, 0)
  const batch = space && space.length >= size ? space.subarray(0, size) : Buffer.allocUnsafe(size)
  let offset = 0
  for (const piece of pieces) {
    offset = batch.writeUInt32BE(piece.length, offset)
    batch.set(piece, offset)
    offset += piece.length
  }
  return batch
}
