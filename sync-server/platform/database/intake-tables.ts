import type { EvidenceKind } from '../../contract/evidence.ts'
import type { HolderWay } from '../../contract/holder-way.ts'
import type { AssuranceLevel } from '../../contract/level.ts'

/** RFC 3339 instant in UTC. */
type Instant = string

/** What comes of kiosks' records: the records, their evidence, the levels, and the audit's chain. */
export interface IntakeTables {
  readonly inbox: {
    recordId: string
    kioskId: string
    seq: number
    digest: string
    previousDigest: string
    receiptNumber: string
    decision: 'granted' | 'returned'
    reasons: string
    accountId: string | null
    policyVersion: number
    receivedAt: Instant
    receipt: string
    parcel: Uint8Array
  }
  readonly rejectedRecords: { kioskId: string; digest: string; code: string; afterSeq: number; rejectedAt: Instant }
  readonly cardTranscripts: { digest: string; recordId: string; kioskId: string }
  readonly captureNonces: { digest: string; recordId: string; kioskId: string }
  readonly wayTimes: {
    day: string
    kioskId: string
    way: HolderWay
    upToS: number
    granted: number
    returned: number
  }
  readonly evidence: { recordId: string; kind: EvidenceKind; step: string; at: Instant; detail: string }
  readonly levelChecks: {
    day: string
    startedAt: Instant
    finishedAt: Instant | null
    grants: number | null
    checks: number | null
    faults: number | null
  }
  readonly levelGrants: {
    recordId: string
    accountId: string
    level: AssuranceLevel
    because: string
    grantedAt: Instant
    identityNo: number
  }
  readonly audit: {
    home: string
    seq: number
    at: Instant
    actor: string
    action: string
    subject: string
    detail: string
    previousHash: string
    hash: string
  }
}
