import { createRequire } from 'node:module'
import type { ChipPhoto } from '../../sync-server/contract/device.ts'
import { DeviceError } from '../device-error.ts'
import { bitmapBytes, decodeBitmap } from '../document/bitmap.ts'
import { PHOTO_BLOCK_BYTES, PHOTO_HEIGHT, PHOTO_WIDTH, type ChipPhotoDecoder } from '../document/chip-photo.ts'

const SIZE = { width: PHOTO_WIDTH, height: PHOTO_HEIGHT }
/** Vendor libraries are known to write past one bitmap: room for two and a byte. */
const OUTPUT_BYTES = 2 * bitmapBytes(PHOTO_WIDTH, PHOTO_HEIGHT) + 1
const DECODED = 1

type Unpack = {
  async(block: Uint8Array, bitmap: Uint8Array, save: number, done: (e: unknown, r: number) => void): void
}

function loadUnpack(path: string): Unpack {
  const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi')
  return koffi.load(path).func('int unpack(char *block, _Inout_ char *bitmap, int save)') as unknown as Unpack
}

/**
 * Adapter for the closed decoders that reader vendors deliver: `int unpack(char *wlt1024, char *bmp, int save)`, which
 * returns 1 and leaves a 102 × 126 bitmap of 24 bits. Runs off the event loop, one block at a time, since the
 * libraries are not known to be re-entrant. Throws `chip-photo.undecodable` when the library cannot be loaded.
 */
export function chipPhotoLibrary(path: string): ChipPhotoDecoder {
  let unpack: Unpack
  try {
    unpack = loadUnpack(path)
  } catch (cause) {
    throw new DeviceError('chip-photo.undecodable', { cause })
  }
  const call = (block: Uint8Array, bitmap: Uint8Array): Promise<number> =>
    new Promise((resolve, reject) => {
      unpack.async(block, bitmap, 0, (error, result) => (error ? reject(error) : resolve(result)))
    })
  let last: Promise<unknown> = Promise.resolve()
  const decode = async (block: Uint8Array): Promise<ChipPhoto> => {
    const bitmap = new Uint8Array(OUTPUT_BYTES)
    const result = await call(block.slice(), bitmap)
    if (result !== DECODED)
      throw new DeviceError('chip-photo.undecodable', { cause: new Error(`unpack gave ${result}`) })
    return { ...decodeBitmap(bitmap, SIZE), isCertifiedDecoder: true }
  }
  return {
    isCertified: true,
    decode: (block) => {
      if (block.length !== PHOTO_BLOCK_BYTES) return Promise.reject(new DeviceError('chip-photo.undecodable'))
      const result = last.then(() => decode(block))
      last = result.catch(() => {}) // the next block does not care
      return result
    },
  }
}
