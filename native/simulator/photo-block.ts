import { Buffer } from 'node:buffer'
import { PHOTO_BLOCK_BYTES } from '../document/chip-photo.ts'

const TAG = 'HALLDEMO'
const LENGTH_BYTES = 2

/** Head and shoulders drawn with two ellipses in grey: a JPEG of 102 × 126 that is small enough for the block. */
const FIGURE = Buffer.from(
  [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j',
    'q62rZ4C8ybqmx5moq6T/wAALCAB+AGYBAREA/8QAGQABAAMBAQAAAAAAAAAAAAAAAAMEBQEC/8QAMRAAAgECBAQCCAcAAAAAAAAA',
    'AAECAwQREiExIkFRYRNxBRQyM1JygbE0U2ORkqLB/9oACAEBAAA/ANwAAAAAAAAAAAAAAAAAAAAA5KShFyk8EuZQrXc5tqDyx7bk',
    'XjVfzJ/yZNQvJRajUeMevNF5NNYp4pnQAAAUL6rmqZE9I7+ZWALlhV3pN90XAAAAY8m5Sbe7eLAB7t2414NfEkaoAAAMcAHuj76n',
    '8y+5qgAAAyasPDqyh0eh5AJbSGevHotWaYAAAK15QdRKcFjJLVdUUAEm3gli2aNrRdGDze1LcnAAAAIK1rCo3JcMnzRF6h+r/Umo',
    '20KWq1l1ZMAAAAQVLulDRPO+2xBK+njwwil31OevVfhh+zOxvpL2oJ+TwLFK5pVHgng+jJgAAclJQi5SeCXMzri5lVbS0h0IQACx',
    'b3TptRm8YbeRfTTWKeKZ0AGbdV3VngnwLYhAAALNnXcZKnJ8L27MvgFe8qZKWVby0+nMzwAAADTt6ni0lJ77PzJQZ99LNXy68KK4',
    'AAABb9Hy4pw12xRdBm3n4mf0+xCAAAAWbD3z+X/UXz//2Q==',
  ].join(''),
  'base64',
)

/**
 * Puts a picture of 102 × 126 into the simulator's photo block: `HALLDEMO`, big-endian 16-bit length, JPEG, zeros.
 * A picture that does not fit is a mistake of the caller.
 */
export function photoBlockOf(picture: Uint8Array): Uint8Array {
  const block = new Uint8Array(PHOTO_BLOCK_BYTES)
  block.set(Buffer.from(TAG, 'ascii'))
  new DataView(block.buffer).setUint16(TAG.length, picture.length)
  block.set(picture, TAG.length + LENGTH_BYTES)
  return block
}

/** A grey figure, for people who never stand before the camera: decodable, but no face. */
export function placeholderPhoto(): Uint8Array {
  return photoBlockOf(FIGURE)
}

/** Bytes that no decoder takes for a photo. */
export function brokenPhoto(): Uint8Array {
  return Uint8Array.from({ length: PHOTO_BLOCK_BYTES }, (_, i) => (i * 7 + 3) & 0xff)
}
