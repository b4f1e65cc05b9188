import type { FaceStage } from '../../contract/face-check.ts'

type Instant = string

/** A face check and what it gives; the words of the columns are in `face-identity.ts`. */
export interface FaceTables {
  readonly faceChecks: {
    runHash: string
    accountId: string
    /** The phone that goes on with it; nobody's between two QR codes. */
    phoneHash: string | null
    stage: FaceStage
    fault: string | null
    tries: number
    nonceHash: string | null
    challenges: string | null
    nonceExpiresAt: Instant | null
    /** Grows with every change; whoever read an earlier one comes too late. */
    revision: number
  }
  readonly electronicIds: { accountId: string; numberHash: string; sealedNumber: Uint8Array; issuedAt: Instant }
  readonly securityPasswords: { accountId: string; hash: string; changedAt: Instant }
}
