import { type Static, Type } from 'typebox'
import { evidenceKinds } from '../contract/evidence.ts'
import { SignedReceipt } from '../contract/sealed-record.ts'
import { Base64Url, Instant, Sha256Hex, Uuid } from '../contract/staff.ts'

const closed = { additionalProperties: false } as const
const Count = Type.Integer({ minimum: 0 })

/** A kiosk and the key with which it signs its records. */
const KioskLine = Type.Object({ kind: Type.Literal('kiosk'), kioskId: Uuid, publicKey: Base64Url }, closed)
/** A sealed record as its kiosk signed it, without attachments, and the receipt that was given for it. */
const RecordLine = Type.Object(
  {
    kind: Type.Literal('record'),
    bytes: Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 2_000_000 }),
    receipt: SignedReceipt,
  },
  closed,
)
/** A level that was granted on site, and the kinds of evidence that it rests on. */
const GrantLine = Type.Object(
  {
    kind: Type.Literal('grant'),
    recordId: Uuid,
    accountId: Uuid,
    level: Type.Enum(['L3', 'L4']),
    because: Type.String(),
    evidence: Type.Array(Type.Enum(evidenceKinds)),
  },
  closed,
)
const AuditLedgerLine = Type.Object(
  {
    ...{ kind: Type.Literal('audit'), home: Type.String(), seq: Type.Integer({ minimum: 1 }), at: Instant },
    ...{ actor: Type.String(), action: Type.String(), subject: Type.String(), detail: Type.String() },
    ...{ previousHash: Sha256Hex, hash: Sha256Hex },
  },
  closed,
)

/** One line of an exported ledger. */
export const LedgerLine = Type.Union([KioskLine, RecordLine, GrantLine, AuditLedgerLine])
export type LedgerLine = Static<typeof LedgerLine>

/** What the server signs of a whole ledger: how many lines of each kind it has, and the digest of all of them. */
export const LedgerEnd = Type.Object(
  {
    kind: Type.Literal('end'),
    value: Type.Object(
      {
        ...{ kiosks: Count, records: Count, grants: Count, auditLines: Count },
        ...{ digest: Sha256Hex, exportedAt: Instant, keyId: Type.String({ maxLength: 64 }) },
      },
      closed,
    ),
    signature: Base64Url,
  },
  closed,
)
export type LedgerEnd = Static<typeof LedgerEnd>
