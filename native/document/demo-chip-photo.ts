import jpeg from 'jpeg-js'
import type { ChipPhoto } from '../../sync-server/contract/device.ts'
import { DeviceError } from '../device-error.ts'
import { PHOTO_BLOCK_BYTES, PHOTO_HEIGHT, PHOTO_WIDTH, type ChipPhotoDecoder } from './chip-photo.ts'

const TAG = [...'HALLDEMO'].map((c) => c.charCodeAt(0))
const HEADER_BYTES = TAG.length + 2
const JPEG_LIMITS = { useTArray: true, formatAsRGBA: true, maxResolutionInMP: 0.1, maxMemoryUsageInMB: 32 } as const

function pictureOf(block: Uint8Array): Uint8Array {
  const isTagged = block.length === PHOTO_BLOCK_BYTES && TAG.every((byte, i) => block[i] === byte)
  if (!isTagged) throw new Error('not a block of the simulator')
  const length = new DataView(block.buffer, block.byteOffset).getUint16(TAG.length)
  if (length > PHOTO_BLOCK_BYTES - HEADER_BYTES) throw new Error('the picture is longer than the block')
  return block.subarray(HEADER_BYTES, HEADER_BYTES + length)
}

function decode(block: Uint8Array): ChipPhoto {
  try {
    const { width, height, data } = jpeg.decode(pictureOf(block), JPEG_LIMITS)
    if (width !== PHOTO_WIDTH || height !== PHOTO_HEIGHT) throw new Error('not the size of a chip photo')
    return { width, height, rgba: data, isCertifiedDecoder: false }
  } catch (cause) {
    throw new DeviceError('chip-photo.undecodable', { cause })
  }
}

/**
 * Decoder of the simulator's own block: `HALLDEMO`, big-endian 16-bit length, JPEG, zeros. Outside demo mode it
 * refuses every block, so that no simulated card can pass for a real one.
 */
export function demoChipPhotoDecoder(mode: { isDemo: boolean }): ChipPhotoDecoder {
  return {
    isCertified: false,
    decode: async (block) => {
      if (!mode.isDemo)
        throw new DeviceError('chip-photo.undecodable', { cause: new Error('demo blocks only in demo mode') })
      return decode(block)
    },
  }
}
