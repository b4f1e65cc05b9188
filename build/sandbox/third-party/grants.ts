import { randomBytes } from 'node:crypto'
import type { SandboxPerson } from './people.ts'

/** What a citizen agreed to, until the code for it is redeemed. */
export interface Grant {
  readonly clientId: string
  readonly redirectUri: string
  readonly person: SandboxPerson
  readonly nonce: string | undefined
  readonly codeChallenge: string | undefined
}

/** Codes and tokens of one provider: each code is good once, also when it is redeemed wrongly. */
export class Grants {
  readonly #codes = new Map<string, Grant>()
  readonly #tokens = new Map<string, Grant>()

  newCode(grant: Grant): string {
    return kept(this.#codes, grant)
  }
  redeem(code: string | null): Grant | undefined {
    const grant = this.#codes.get(code ?? '')
    this.#codes.delete(code ?? '')
    return grant
  }
  newToken(grant: Grant): string {
    return kept(this.#tokens, grant)
  }
  behind(token: string | null): Grant | undefined {
    return this.#tokens.get(token ?? '')
  }
}

function kept(map: Map<string, Grant>, grant: Grant): string {
  const key = randomBytes(16).toString('hex')
  map.set(key, grant)
  return key
}
