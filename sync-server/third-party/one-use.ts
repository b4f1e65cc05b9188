import type { Static, TSchema } from 'typebox'
import { sha256Hex } from '../platform/digest.ts'
import { newHexSecret } from '../platform/ids.ts'
import type { Ephemeral } from '../platform/ephemeral/ephemeral.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { isValid, parseJson } from '../platform/schema.ts'

/** Where things that are used once are kept, and how. */
export interface OneUseParts {
  readonly ephemeral: Ephemeral
  readonly personal: PersonalData
}

/** A kind of thing that is kept for a while under a secret, sealed, and found by nobody who has not the secret. */
export interface OneUse<T> {
  /** Keeps a thing; the answer is its secret, in letters and digits. */
  keep(thing: T, secret?: string): Promise<string>
  /** The thing, and it is gone; of two who take at the same moment one gets it. */
  take(secret: string): Promise<T | undefined>
}

/** What is kept of one kind, for so many seconds. */
export function oneUse<S extends TSchema>(
  kind: { name: string; schema: S; lifeS: number },
  parts: OneUseParts,
): OneUse<Static<S>> {
  const { ephemeral, personal } = parts
  const keyOf = (secret: string): string => `third-party/${kind.name}/${sha256Hex(secret)}`
  const open = (key: string, sealed: string | undefined): Static<S> | undefined => {
    if (sealed === undefined) return undefined
    const thing = parseJson(personal.open(key, Buffer.from(sealed, 'base64')))
    return isValid(kind.schema, thing) ? thing : undefined
  }
  return {
    async keep(thing, secret = newHexSecret()) {
      const key = keyOf(secret)
      await ephemeral.put(key, personal.seal(key, JSON.stringify(thing)).toString('base64'), kind.lifeS)
      return secret
    },
    take: async (secret) => open(keyOf(secret), await ephemeral.take(keyOf(secret))),
  }
}
