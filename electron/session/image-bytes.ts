import { Problem } from '../../sync-server/contract/failure.ts'

const SIGNATURES = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const

/** Checks that bytes from the screen are an image of this type and size; the schema cannot look into bytes. */
export function imageBytes(bytes: unknown, mime: keyof typeof SIGNATURES, maxBytes: number): Uint8Array {
  if (!(bytes instanceof Uint8Array)) throw new Problem('request.invalid')
  if (bytes.length > maxBytes) throw new Problem('request.too-large')
  const isOfType = bytes.length > 16 && SIGNATURES[mime].every((byte, i) => bytes[i] === byte)
  if (!isOfType) throw new Problem('request.invalid')
  return bytes
}
