import { createHmac, randomBytes } from 'node:crypto'

const STEP_S = 30
const DIGITS = 6
const SECRET_BYTES = 20
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** A clock may be one step ahead or behind (RFC 6238, 5.2). */
const STEPS_OFF = [0, -1, 1] as const

/** A secret of 160 bits in the alphabet that authenticator apps take (RFC 4648, 6). */
export function newTotpSecret(): string {
  let bits = ''
  for (const byte of randomBytes(SECRET_BYTES)) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('')
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((symbol) => BASE32.indexOf(symbol).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

/** Which step of time an instant lies in. */
export const totpStep = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_S)

/** The code of a secret at a step (RFC 4226, 5.3, over RFC 6238's counter), with SHA-1, which is what every app knows. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The step whose code this is, around now; undefined when it is none's. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  return STEPS_OFF.map((off) => totpStep(now) + off).find((step) => totpCode(secret, step) === code)
}

/** The address that an authenticator app reads from a QR code, and shows under this name. */
export function totpAddress(secret: string, name: string): string {
  const issuer = encodeURIComponent('政务大厅管理台')
  return `otpauth://totp/${issuer}:${encodeURIComponent(name)}?secret=${secret}&issuer=${issuer}`
}
