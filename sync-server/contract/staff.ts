import { Type, type Static } from 'typebox'

/** What a person at the counter may do; a supervisor may do everything a clerk may. */
export const staffRoles = ['clerk', 'supervisor', 'administrator'] as const
export const StaffRole = Type.Enum(staffRoles)
export type StaffRole = Static<typeof StaffRole>

export const staffRoleName: Readonly<Record<StaffRole, string>> = {
  clerk: '窗口人员',
  supervisor: '值班长',
  administrator: '管理员',
}

/** Actions at a counter that depend on the role. */
export type StaffAction = 'verify-in-person' | 'approve-exception' | 'take-appeal' | 'decide-appeal'
const ALLOWED: Readonly<Record<StaffAction, readonly StaffRole[]>> = {
  'verify-in-person': ['clerk', 'supervisor'],
  'approve-exception': ['supervisor'],
  'take-appeal': ['clerk', 'supervisor'],
  'decide-appeal': ['supervisor'],
}

/** Whether a role may do an action. */
export function mayDo(role: StaffRole, action: StaffAction): boolean {
  return ALLOWED[action].includes(role)
}

/** URL-safe base64 without padding, as all keys, signatures and digests of keys travel in JSON. */
export const Base64Url = Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 4096 })
export const Sha256Hex = Type.String({ pattern: '^[0-9a-f]{64}$' })
export const Instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z$' })
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })

/**
 * The server's signed word that this staff member signed in online at this kiosk with this key. Whoever holds the private
 * half may attest at this kiosk until `expiresAt`, also offline. The private half lies on the kiosk encrypted under the password.
 */
export const StaffCredential = Type.Object(
  {
    staffId: Uuid,
    staffNumber: Type.String({ minLength: 1, maxLength: 32 }),
    name: Type.String({ maxLength: 60 }),
    role: StaffRole,
    kioskId: Uuid,
    publicKey: Base64Url,
    issuedAt: Instant,
    expiresAt: Instant,
    keyId: Type.String(),
  },
  { additionalProperties: false },
)
export type StaffCredential = Static<typeof StaffCredential>

/** A value with the signature over its canonical JSON; who must have signed follows from the type inside. */
export interface Signed<T> {
  readonly value: T
  readonly signature: string
}

/** The credential with the server's signature over its canonical JSON. */
export const SignedStaffCredential = Type.Object(
  { value: StaffCredential, signature: Base64Url },
  { additionalProperties: false },
)

export const statements = ['clerk-attests', 'supervisor-approves', 'supervisor-rejects'] as const

/** What a staff member signs: the exact log up to this point, of exactly this record. */
export const StaffStatement = Type.Object(
  {
    statement: Type.Enum(statements),
    recordId: Uuid,
    /** SHA-256, hex, over the canonical JSON of the log entries before this one. */
    logDigest: Sha256Hex,
    at: Instant,
  },
  { additionalProperties: false },
)
export type StaffStatement = Static<typeof StaffStatement>

/** A statement signed by a staff member's key, with the credential that says whose key it is. */
export const Attestation = Type.Object(
  { credential: SignedStaffCredential, value: StaffStatement, signature: Base64Url },
  { additionalProperties: false },
)
export type Attestation = Static<typeof Attestation>
