import type { KeyObject } from 'node:crypto'
import { Problem } from '../../sync-server/contract/failure.ts'
import type { ServerKeys } from '../../sync-server/contract/kiosk.ts'
import { publicKeyOf } from '../platform/keys.ts'
import { type ChainPosition, type PlainRecord, seal, type SealedRecord, type SealingKeys } from './seal.ts'

/** What a sealer is told of keys; both may come later than the sealer. */
export interface SealerParts {
  readonly keys: () => ServerKeys | undefined
  readonly signingKey: () => KeyObject
}

/** Seals with the kiosk's key for the pinned server key, which is read from its text once. */
export function sealer(parts: SealerParts): (plain: PlainRecord, position: ChainPosition) => SealedRecord {
  let ready: SealingKeys | undefined
  return (plain, position) => {
    const pinned = parts.keys()?.sealing
    if (!pinned) throw new Problem('kiosk.not-enrolled')
    if (ready?.sealingKeyId !== pinned.id) {
      ready = { signing: parts.signingKey(), sealing: publicKeyOf('x25519', pinned.publicKey), sealingKeyId: pinned.id }
    }
    return seal(ready, plain, position)
  }
}
