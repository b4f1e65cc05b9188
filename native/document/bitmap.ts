import { DeviceError } from '../device-error.ts'

const HEADER_BYTES = 54
const BYTES_PER_PIXEL = 3
const ROW_ALIGNMENT = 4

/** A picture as straight RGBA rows, top-down. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

function undecodable(why: string): never {
  throw new DeviceError('chip-photo.undecodable', { cause: new Error(why) })
}

function copyRow(from: Uint8Array, to: Uint8Array): void {
  for (let source = 0, target = 0; target < to.length; source += BYTES_PER_PIXEL, target += 4) {
    to[target] = from[source + 2] ?? 0
    to[target + 1] = from[source + 1] ?? 0
    to[target + 2] = from[source] ?? 0
    to[target + 3] = 0xff
  }
}

/** Length in bytes of an uncompressed 24-bit bitmap file of this size. */
export function bitmapBytes(width: number, height: number): number {
  return HEADER_BYTES + height * Math.ceil((width * BYTES_PER_PIXEL) / ROW_ALIGNMENT) * ROW_ALIGNMENT
}

/** Decodes an uncompressed 24-bit BMP of exactly the expected size; anything else is `chip-photo.undecodable`. */
export function decodeBitmap(file: Uint8Array, expected: { width: number; height: number }): Raster {
  const { width, height } = expected
  if (file.length < bitmapBytes(width, height)) return undecodable('the bitmap is cut off')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const isBitmap = view.getUint16(0) === 0x424d && view.getUint16(28, true) === 24 && view.getUint32(30, true) === 0
  const storedHeight = view.getInt32(22, true)
  if (!isBitmap || view.getInt32(18, true) !== width || Math.abs(storedHeight) !== height) {
    return undecodable('not a 24-bit bitmap of the expected size')
  }
  const pixelsAt = view.getUint32(10, true)
  const rowBytes = (bitmapBytes(width, height) - HEADER_BYTES) / height
  if (pixelsAt < HEADER_BYTES || pixelsAt + rowBytes * height > file.length)
    return undecodable('the pixels are cut off')
  const rgba = new Uint8Array(width * height * 4)
  for (let row = 0; row < height; row++) {
    const storedRow = storedHeight > 0 ? height - 1 - row : row // bottom-up unless the height is negative
    const from = pixelsAt + storedRow * rowBytes
    copyRow(file.subarray(from, from + rowBytes), rgba.subarray(row * width * 4, (row + 1) * width * 4))
  }
  return { width, height, rgba }
}
