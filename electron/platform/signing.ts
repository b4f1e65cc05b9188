import { sign, verify, type KeyObject } from 'node:crypto'
import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'
import type { Signed } from '../../sync-server/contract/staff.ts'

/** Ed25519 over a text, raw, in URL-safe base64. */
export function signText(text: string, key: KeyObject): string {
  return sign(null, Buffer.from(text), key).toString('base64url')
}

/** A value with the signature over its canonical JSON. */
export function signValue<T>(value: T, key: KeyObject): Signed<T> {
  return { value, signature: signText(canonicalJson(value), key) }
}

/** Whether a value really carries this key's signature over its canonical JSON. */
export function isSignedBy(signed: Signed<unknown>, key: KeyObject): boolean {
  const signature = Buffer.from(signed.signature, 'base64url')
  return verify(null, Buffer.from(canonicalJson(signed.value)), key, signature)
}
