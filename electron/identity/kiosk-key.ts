import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAbsent, readIfPresent, writeDurably } from '../platform/durable-file.ts'
import { newSigningSeed, signingKeyOf } from '../platform/keys.ts'

/** Where the kiosk's signing key lies. */
export interface KeyStore {
  /** The key; made and kept first where there is none and this store may make one. */
  obtain(): KeyObject
  /** Replaces a key that no server may have accepted; a store that cannot make keys leaves the one it has. */
  renew(): void
}

const SEED_BYTES = 32
/** Name of the credential that the service unit hands over; its content is the seed in URL-safe base64. */
export const KEY_CREDENTIAL = 'kiosk-key'

function parse(text: Buffer): KeyObject {
  const seed = Buffer.from(text.toString('latin1').trim(), 'base64url')
  text.fill(0)
  if (seed.length !== SEED_BYTES) throw new Error('kiosk key: not a 32-byte seed in URL-safe base64')
  const key = signingKeyOf(seed)
  seed.fill(0)
  return key
}

/** The key in a file that only the kiosk's user may read: for demonstration and for disks that are encrypted as a whole. */
export function fileKeyStore(folder: string): KeyStore {
  const path = join(folder, 'kiosk-key')
  const renew = (): void => {
    const { seed } = newSigningSeed()
    writeDurably(path, seed.toString('base64url'))
    seed.fill(0)
  }
  return {
    renew,
    obtain() {
      const text = readIfPresent(path)
      if (text) return parse(text)
      renew()
      return parse(readFileSync(path))
    },
  }
}

/** The key as the service manager decrypted it for this process, from a credential sealed to the machine. */
export function credentialKeyStore(folder: string): KeyStore {
  return { obtain: () => parse(readFileSync(join(folder, KEY_CREDENTIAL))), renew: () => undefined }
}

/** The credential where the service manager provides one, else the file. */
export function keyStoreFor(folder: string, credentials = process.env['CREDENTIALS_DIRECTORY']): KeyStore {
  if (credentials === undefined) return fileKeyStore(folder)
  try {
    readFileSync(join(credentials, KEY_CREDENTIAL)).fill(0)
    return credentialKeyStore(credentials)
  } catch (error) {
    if (isAbsent(error)) return fileKeyStore(folder)
    throw error
  }
}
