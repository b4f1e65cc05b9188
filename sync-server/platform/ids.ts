import { randomPiece } from './random-piece.ts'

/** A UUIDv7 (RFC 9562): made by whoever creates the thing, ordered by time, depending on no sequence. */
export function newId(now: Date): string {
  const bytes = randomPiece(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A secret of 144 bits that still makes a QR code whose modules an old phone can tell apart. */
export function newCode(): string {
  return randomPiece(18).toString('base64url')
}

/** A secret that nobody can guess: 256 bits as URL-safe base64. */
export function newSecret(): string {
  return randomPiece(32).toString('base64url')
}

/** A secret of 256 bits in letters and digits. */
export function newHexSecret(): string {
  return randomPiece(32).toString('hex')
}
