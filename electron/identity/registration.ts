import { type KeyObject, randomBytes, verify } from 'node:crypto'
import { join } from 'node:path'
import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'
import { Problem } from '../../sync-server/contract/failure.ts'
import {
  type EnrolledKiosk,
  type KioskStanding,
  kioskHeaders,
  requestText,
  type ServerKeys,
} from '../../sync-server/contract/kiosk.ts'
import { sha256Hex } from '../platform/digest.ts'
import { readIfPresent, writeDurably } from '../platform/durable-file.ts'
import { rawPublicKey } from '../platform/keys.ts'
import { signText } from '../platform/signing.ts'
import { type Enrolled, readEnrolment, writeEnrolment } from './enrolment-file.ts'
import type { KeyStore } from './kiosk-key.ts'

/** A request as it is signed. */
export interface RequestToSign {
  readonly method: string
  readonly path: string
  readonly bodyDigest: string
}

/** Asks the server to enrol this kiosk. */
export type Enrol = (request: { code: string; publicKey: string; name: string }) => Promise<EnrolledKiosk>

/** Who this kiosk is: its key, what the server said at enrolment, and what it has said since. */
export interface Registration {
  current(): Enrolled | undefined
  keys(): ServerKeys | undefined
  signingKey(): KeyObject
  /** Enrols with the code; a later call goes on where a crash interrupted the first. */
  enrol(code: string, ask: Enrol): Promise<Enrolled>
  /** Takes over hall and policy of a standing; throws Problem('server.key-mismatch') unless its keys are the pinned ones. */
  adopt(standing: KioskStanding): void
  signedHeaders(request: RequestToSign): Record<string, string>
}

/** What the registration lies on. */
export interface RegistrationParts {
  readonly folder: string
  readonly keyStore: KeyStore
  readonly kioskName: string
  readonly now: () => Date
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

/** A key that cannot verify what it signed was not read back as it was written. */
function proven(key: KeyObject): KeyObject {
  const probe = randomBytes(32)
  const text = probe.toString('base64url')
  const isWhole = verify(null, Buffer.from(text), key, Buffer.from(signText(text, key), 'base64url'))
  if (!isWhole) throw new Error('kiosk key does not verify its own signature')
  return key
}

/**
 * Notes which code the key is about to be shown with. A new code gets a new key: the old pair may have been accepted by the
 * server just before the kiosk died, and a server takes no key twice.
 */
function prepareKey(parts: RegistrationParts, code: string): void {
  const path = join(parts.folder, 'enrolling')
  const digest = sha256Hex(code)
  if (readIfPresent(path)?.toString('utf8') === digest) return
  parts.keyStore.renew()
  writeDurably(path, digest)
}

/**
 * Loads the registration kept in a folder. The key is on disk before the server hears of it: if the kiosk dies after the
 * server accepted and before the answer was kept, the next try presents the same key with the same code. A server that
 * counts the code as used then asks for a new one; no record existed yet that could be lost.
 */
export function registration(parts: RegistrationParts): Registration {
  let enrolled = readEnrolment(parts.folder)
  let key: KeyObject | undefined
  const signingKey = (): KeyObject => (key ??= proven(parts.keyStore.obtain()))
  const keep = (next: Enrolled): Enrolled => {
    writeEnrolment(parts.folder, next)
    enrolled = next
    return next
  }
  return {
    current: () => enrolled,
    keys: () => enrolled?.kiosk.keys,
    signingKey,
    async enrol(code, ask) {
      prepareKey(parts, code)
      key = undefined
      const kiosk = await ask({ code, publicKey: rawPublicKey(signingKey()), name: parts.kioskName })
      return keep({ enrolledAt: parts.now().toISOString(), kiosk })
    },
    adopt({ hall, keys, policy }) {
      if (!enrolled) throw new Problem('kiosk.not-enrolled')
      if (!isSame(keys, enrolled.kiosk.keys)) throw new Problem('server.key-mismatch')
      const kiosk = { ...enrolled.kiosk, hall, policy }
      if (!isSame(kiosk, enrolled.kiosk)) keep({ ...enrolled, kiosk })
    },
    signedHeaders({ method, path, bodyDigest }) {
      if (!enrolled) throw new Problem('kiosk.not-enrolled')
      const time = parts.now().toISOString()
      const nonce = randomBytes(16).toString('base64url')
      const signature = signText(requestText({ method, path, bodyDigest, time, nonce }), signingKey())
      return {
        [kioskHeaders.id]: enrolled.kiosk.kioskId,
        [kioskHeaders.time]: time,
        [kioskHeaders.nonce]: nonce,
        [kioskHeaders.signature]: signature,
      }
    },
  }
}
