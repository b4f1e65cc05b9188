import { newHexSecret } from '../ids.ts'
import type { PersonalData } from '../keys/personal-data.ts'

/** How long a browser is known: as long as an authorisation, a registration and a link may take together. */
const LIFE_S = 3600
const SECRET = /^[0-9a-f]{64}$/

/** A browser in which something began that has to end there, by a cookie that no script reads and no other site sends. */
export interface Browser {
  /** Under which the browser's secret is kept; never the secret. */
  readonly hash: string
  /** The cookie to set, so that the browser is known when it comes back. */
  readonly setCookie: string
}

/** `__Host-` keeps other hosts of the same domain from planting the cookie; it exists over https only (RFC 6265bis 4.1.3). */
const nameAt = (origin: string): string => (origin.startsWith('https:') ? '__Host-hall-browser' : 'hall-browser')

function secretIn(cookies: string, name: string): string | undefined {
  const values = cookies.split(';').map((pair) => pair.trim().split('='))
  const secret = values.find(([key]) => key === name)?.[1]
  return secret !== undefined && SECRET.test(secret) ? secret : undefined
}

const hashOf = (personal: PersonalData, secret: string): string => personal.hash('third-party/browser', secret)

/** The browser that sent these cookies; undefined when it is not known. */
export function browserHash(personal: PersonalData, origin: string, cookies = ''): string | undefined {
  const secret = secretIn(cookies, nameAt(origin))
  return secret && hashOf(personal, secret)
}

/** The browser that sent these cookies, or a new acquaintance. */
export function browserAt(personal: PersonalData, origin: string, cookies = ''): Browser {
  const name = nameAt(origin)
  const secret = secretIn(cookies, name) ?? newHexSecret()
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return {
    hash: hashOf(personal, secret),
    setCookie: `${name}=${secret}; Path=/; Max-Age=${LIFE_S}; HttpOnly; SameSite=Lax${secure}`,
  }
}
