import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { NONCE_BYTES, TAG_BYTES } from '../../sync-server/contract/sealed-record.ts'

/** Secrets of one staff member, each locked under the same password. */
export interface LockedSecrets {
  readonly salt: Buffer
  readonly signingSeed: Buffer
  readonly snapshotKey: Buffer
}

/** The same secrets in the open; whoever holds them wipes them. */
export interface OpenSecrets {
  readonly signingSeed: Buffer
  readonly snapshotKey: Buffer
}

/** 32 MiB and about a tenth of a second for each guess. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const
const KEY_BYTES = 32
const SALT_BYTES = 16

async function keyFrom(password: string, salt: Buffer): Promise<Buffer> {
  const text = Buffer.from(password.normalize('NFKC'))
  try {
    return await new Promise((resolve, reject) => {
      scrypt(text, salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)))
    })
  } finally {
    text.fill(0)
  }
}

function encrypt(key: Buffer, label: string, secret: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label))
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, label: string, box: Buffer): Buffer {
  const end = box.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(label)).setAuthTag(box.subarray(end))
  return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, end)), decipher.final()])
}

const labels = (staffNumber: string) => ({
  seed: `hall/1/staff-seed/${staffNumber}`,
  snapshot: `hall/1/snapshot-key/${staffNumber}`,
})

/** Locks a staff member's secrets under their password. Nothing is kept that a password could be compared with. */
export async function lockSecrets(
  who: { staffNumber: string; password: string },
  secrets: OpenSecrets,
): Promise<LockedSecrets> {
  const salt = randomBytes(SALT_BYTES)
  const key = await keyFrom(who.password, salt)
  const label = labels(who.staffNumber)
  try {
    return {
      salt,
      signingSeed: encrypt(key, label.seed, secrets.signingSeed),
      snapshotKey: encrypt(key, label.snapshot, secrets.snapshotKey),
    }
  } finally {
    key.fill(0)
  }
}

/** The secrets, or undefined when the password does not decrypt them. */
export async function openSecrets(
  who: { staffNumber: string; password: string },
  locked: LockedSecrets,
): Promise<OpenSecrets | undefined> {
  const key = await keyFrom(who.password, locked.salt)
  const label = labels(who.staffNumber)
  try {
    return {
      signingSeed: decrypt(key, label.seed, locked.signingSeed),
      snapshotKey: decrypt(key, label.snapshot, locked.snapshotKey),
    }
  } catch {
    return undefined
  } finally {
    key.fill(0)
  }
}

/** A fresh key for a staff member's unfinished sessions. */
export const newSnapshotKey = (): Buffer => randomBytes(KEY_BYTES)

/** Fills secrets with zeros. */
export function wipe(secrets: OpenSecrets): void {
  secrets.signingSeed.fill(0)
  secrets.snapshotKey.fill(0)
}
