import type { AssuranceLevel } from '../../contract/level.ts'
import type { OnlineCheckKind } from '../../contract/evidence.ts'
import type { AppealReason, AppealState } from '../../contract/appeal.ts'
import type { AuthenticationMethod } from '../../contract/account-centre.ts'
import type { FreezeReason } from '../../contract/console.ts'
import type { NoticeKind } from '../../contract/notice.ts'
import type { StaffRole } from '../../contract/staff.ts'
import type { ThirdPartyProvider } from '../../contract/third-party.ts'
import type { TicketPurpose } from '../../contract/ticket.ts'
import type { DeliveryState, WebhookKind } from '../../contract/webhook.ts'
import type { FaceTables } from './face-tables.ts'
import type { IntakeTables } from './intake-tables.ts'

type Instant = string
/** Why an account lost its identity. */
type WithdrawalReason = 'unbind' | 'rebind' | 'moved-away'
type Flag = 0 | 1

/** The database's shape as Kysely sees it; the words of the columns are in the migrations. */
export interface Tables extends FaceTables, IntakeTables {
  readonly kiosks: {
    id: string
    name: string
    publicKey: string
    hallId: string
    hallName: string
    status: 'active' | 'revoked'
    samId: string | null
    lastSeq: number
    lastDigest: string
    enrolledAt: Instant
    lastSeenAt: Instant | null
  }
  readonly kioskReports: { kioskId: string; content: string; reportedAt: Instant }
  readonly enrolmentCodes: {
    codeHash: string
    hallId: string
    hallName: string
    issuedAt: Instant
    expiresAt: Instant
    kioskId: string | null
  }
  readonly requestNonces: { kioskId: string; nonce: string; expiresAt: Instant }
  readonly policies: { version: number; content: string }
  readonly staff: {
    id: string
    staffNumber: string
    name: string
    role: StaffRole
    passwordHash: string
    isDisabled: Flag
    createdAt: Instant
  }
  readonly signInTries: { numberHash: string; kioskId: string; failures: number; nextTryAt: Instant }
  readonly staffSessions: { tokenHash: string; staffId: string; kioskId: string; expiresAt: Instant }
  readonly staffSecondFactors: { staffId: string; sealedSecret: Uint8Array; lastStep: number }
  readonly adminSessions: { tokenHash: string; staffId: string; idleUntil: Instant; expiresAt: Instant }
  readonly accountFreezes: {
    accountId: string
    reason: FreezeReason
    reference: string | null
    frozenBy: string
    frozenAt: Instant
    wasClosing: Flag
    unfreezingAskedBy: string | null
  }
  readonly webhookEvents: { id: string; kind: WebhookKind; accountId: string; at: Instant; identityNo: number }
  readonly webhookDeliveries: {
    eventId: string
    receiver: string
    kind: WebhookKind
    subject: string
    at: Instant
    state: DeliveryState
    tries: number
    nextTryAt: Instant
    lastStatus: number | null
  }
  readonly accounts: {
    id: string
    status: 'active' | 'frozen' | 'closing' | 'deregistered'
    level: AssuranceLevel
    grantRecordId: string | null
    identityCheckId: string | null
    sealedPhone: Uint8Array | null
    sealedUsername: Uint8Array | null
    sealedProfile: Uint8Array | null
    createdAt: Instant
    eraseAt: Instant | null
  }
  readonly identityChecks: {
    id: string
    accountId: string
    level: 'L2' | 'L3'
    kind: OnlineCheckKind
    authority: string
    documentHash: string
    checkedAt: Instant
    /** Which of the account's identities it is evidence of: how many were withdrawn before. */
    identityNo: number
  }
  readonly identityWithdrawals: { accountId: string; identityNo: number; at: Instant; reason: WithdrawalReason }
  readonly appeals: {
    number: string
    accountId: string
    state: AppealState
    reason: AppealReason
    proofs: string
    sealedClaim: Uint8Array
    openedAt: Instant
    takenBy: string | null
    decidedBy: string | null
    decidedAt: Instant | null
    sealedAnswer: Uint8Array | null
  }
  readonly notices: {
    id: string
    accountId: string
    kind: NoticeKind
    detail: string
    at: Instant
    readAt: Instant | null
  }
  readonly noticeMessages: {
    id: string
    sealedPhone: Uint8Array
    kind: NoticeKind
    detail: string
    tries: number
    nextTryAt: Instant
  }
  readonly appointments: { number: string; accountId: string; madeAt: Instant; expiresAt: Instant }
  readonly passwords: { accountId: string; hash: string; changedAt: Instant }
  readonly accountSessions: {
    tokenHash: string
    id: string
    accountId: string
    kioskId: string | null
    method: AuthenticationMethod
    startedAt: Instant
    idleUntil: Instant
    expiresAt: Instant
  }
  readonly accountLinks: {
    accountId: string
    provider: ThirdPartyProvider
    subjectHash: string
    sealedName: Uint8Array | null
    linkedAt: Instant
  }
  readonly serviceGrants: { id: string; accountId: string; serviceId: string; scopes: string; grantedAt: Instant }
  readonly providerArtefacts: {
    keyHash: string
    model: string
    grantId: string | null
    sessionId: string | null
    accountId: string | null
    browserHash: string | null
    sealedPayload: Uint8Array
    createdAt: Instant
    consumedAt: Instant | null
    expiresAt: Instant
  }
  readonly flowRuns: {
    idHash: string
    flow: string
    accountId: string | null
    kioskId: string | null
    revision: number
    sealedRun: Uint8Array
    expiresAt: Instant
  }
  readonly runPictures: { runHash: string; sealedPicture: Uint8Array }
  readonly phoneTickets: {
    runHash: string
    codeHash: string
    purpose: TicketPurpose
    kioskId: string | null
    state: 'waiting' | 'scanned' | 'confirmed' | 'cancelled' | 'used'
    phoneHash: string | null
    matchNumber: string | null
    matchChoices: string | null
    accountId: string | null
    changedAt: Instant
    expiresAt: Instant
  }
  readonly ephemeral: { key: string; value: string | null; count: number; expiresAt: Instant }
  readonly sandboxMessages: {
    id: string
    recipient: string
    channel: 'sms' | 'email'
    text: string
    code: string | null
    sentAt: Instant
  }
  readonly identifiers: {
    hash: string
    kind: 'phone' | 'username' | 'document' | 'email'
    accountId: string
    claimedAt: Instant
  }
  readonly bindings: {
    accountId: string
    documentHash: string
    documentType: string
    sealedHolder: Uint8Array
    recordId: string | null
    boundAt: Instant
  }
}
