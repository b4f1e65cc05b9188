import { createCipheriv, createDecipheriv, createHmac, createSecretKey } from 'node:crypto'
import { randomPiece } from '../random-piece.ts'
import type { KeyFile } from './key-file.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Keeps personal data unreadable in the database: found by keyed hash, stored encrypted. */
export interface PersonalData {
  /** Keyed hash under which something is found; the same words under two purposes give unrelated hashes. */
  hash(purpose: string, value: string): string
  /** Encrypts a text for exactly one place; moved to another row it does not open. */
  seal(place: string, text: string): Buffer
  open(place: string, sealed: Uint8Array): string
}

/** Personal data under the pepper and data key of a key file; keys are prepared once, which costs more than using them. */
export function personalDataOf(file: Pick<KeyFile, 'pepper' | 'dataKey'>): PersonalData {
  const pepper = createSecretKey(file.pepper, 'base64url')
  const dataKey = createSecretKey(file.dataKey, 'base64url')
  return {
    hash: (purpose, value) => createHmac('sha256', pepper).update(`${purpose}\0${value}`).digest('hex'),
    seal(place, text) {
      const nonce = randomPiece(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', dataKey, nonce).setAAD(Buffer.from(place))
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(place, sealed) {
      const end = sealed.length - TAG_BYTES
      const decipher = createDecipheriv('aes-256-gcm', dataKey, sealed.subarray(0, NONCE_BYTES))
      decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(end))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]).toString('utf8')
    },
  }
}
