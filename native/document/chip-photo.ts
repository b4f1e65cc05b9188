import type { ChipPhoto } from '../../sync-server/contract/device.ts'

/** Length of the photo block of every chip. */
export const PHOTO_BLOCK_BYTES = 1024
/** Size of every chip photo in pixels. */
export const PHOTO_WIDTH = 102
export const PHOTO_HEIGHT = 126

/**
 * Turns the photo block of a chip into a picture or rejects with `chip-photo.undecodable`. The codec is not public;
 * so a decoder is something a hall brings along, and without one the two-person path is taken.
 */
export interface ChipPhotoDecoder {
  readonly isCertified: boolean
  decode(block: Uint8Array): Promise<ChipPhoto>
}
