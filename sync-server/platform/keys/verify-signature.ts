import { type KeyObject, verify } from 'node:crypto'

/** Verifies an Ed25519 signature beside the event loop, on one of the runtime's own threads. */
export function isSignedWith(key: KeyObject, text: Uint8Array, signature: Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify(null, text, key, signature, (error, isGood) => (error ? reject(error) : resolve(isGood)))
  })
}
