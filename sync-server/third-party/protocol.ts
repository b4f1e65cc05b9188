import type { Clock } from '../platform/clock.ts'
import type { Ask } from './bounded-request.ts'

/** What one try to sign in is bound to while the citizen is at the third party. */
export interface Binding {
  /** Comes back with the answer; letters and digits only, since WeChat takes no others. */
  readonly state: string
  /** Stands inside a signed identity, where the protocol has one (OpenID Connect Core 3.1.2.1). */
  readonly nonce: string
  /** Proves that the code is redeemed by whoever asked for it, where the protocol offers it (RFC 7636). */
  readonly codeVerifier: string
  readonly redirectUri: string
  /** Whether the citizen is in the third party's own application. */
  readonly isInApp: boolean
}

/** Who the third party says the citizen is: an id that never changes there, and a name to recognise oneself by. */
export interface Subject {
  readonly id: string
  readonly name?: string
}

/** What redeeming a code needs besides the code. */
export interface Redeeming {
  readonly binding: Binding
  readonly ask: Ask
  readonly clock: Clock
}

/** One third party's own protocol. */
export interface Protocol<App> {
  /** The parameter in which the code comes back. */
  readonly codeParameter: 'code' | 'auth_code'
  /** Where the citizen's browser is sent. */
  authorise(app: App, binding: Binding): URL
  /** Redeems a code. Throws third-party.unavailable, third-party.refused, third-party.expired or third-party.untrusted. */
  identify(app: App, code: string, redeeming: Redeeming): Promise<Subject>
}

/** An address with these parameters added to its own. */
export function withParameters(address: URL, parameters: Readonly<Record<string, string>>, fragment = ''): URL {
  const url = new URL(address)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  url.hash = fragment
  return url
}
