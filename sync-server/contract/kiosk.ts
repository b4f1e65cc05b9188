import { Type, type Static } from 'typebox'
import { Policy } from './policy.ts'
import { Base64Url, Instant, Sha256Hex, Uuid } from './staff.ts'

const closed = { additionalProperties: false } as const

/** The server's public keys as a kiosk pins them at enrolment: one to seal for, one that signs receipts and credentials. */
export const ServerKeys = Type.Object(
  {
    sealing: Type.Object({ id: Type.String({ maxLength: 64 }), publicKey: Base64Url }, closed),
    signing: Type.Object({ id: Type.String({ maxLength: 64 }), publicKey: Base64Url }, closed),
  },
  closed,
)
export type ServerKeys = Static<typeof ServerKeys>

/** What a kiosk presents once, with a code that an administrator issued for it. Keys are raw, URL-safe base64. */
export const Enrolment = Type.Object(
  { code: Type.String({ minLength: 8, maxLength: 64 }), publicKey: Base64Url, name: Type.String({ maxLength: 60 }) },
  closed,
)
export const Hall = Type.Object({ id: Type.String({ maxLength: 40 }), name: Type.String({ maxLength: 60 }) }, closed)
export const EnrolledKiosk = Type.Object({ kioskId: Uuid, hall: Hall, keys: ServerKeys, policy: Policy }, closed)
export type EnrolledKiosk = Static<typeof EnrolledKiosk>

/** What the server tells a kiosk about itself: policy, keys, time, and how far its chain has arrived. */
export const KioskStanding = Type.Object(
  {
    hall: Hall,
    keys: ServerKeys,
    policy: Policy,
    serverTime: Instant,
    lastSeq: Type.Integer({ minimum: 0 }),
    lastDigest: Sha256Hex,
  },
  closed,
)
export type KioskStanding = Static<typeof KioskStanding>

/**
 * A kiosk signs every request: Ed25519 over the text below, sent as the headers `kiosk-id`, `kiosk-time`, `kiosk-nonce`
 * and `kiosk-signature`. The server refuses a time more than five minutes off and a nonce that it has seen.
 */
export function requestText(request: {
  method: string
  /** Path with query, as on the request line. */
  path: string
  /** SHA-256 of the body, hex; of the empty body where there is none. */
  bodyDigest: string
  time: string
  nonce: string
}): string {
  const { method, path, bodyDigest, time, nonce } = request
  return ['hall/1/request', method.toUpperCase(), path, bodyDigest, time, nonce].join('\n')
}

/** How far a kiosk's clock may be from the server's for a signed request. */
export const REQUEST_WINDOW_MS = 5 * 60_000
export const kioskHeaders = {
  id: 'kiosk-id',
  time: 'kiosk-time',
  nonce: 'kiosk-nonce',
  signature: 'kiosk-signature',
} as const
