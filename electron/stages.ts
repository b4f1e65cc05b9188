import type { AccountView } from '../sync-server/contract/account.ts'
import type { AppealCase, AppealView } from '../sync-server/contract/appeal.ts'
import type { OpenedService } from '../sync-server/contract/directory.ts'
import type { AccountCentre, SessionView } from '../sync-server/contract/account-centre.ts'
import type { KioskReport } from '../sync-server/contract/device-health.ts'
import type { CardRead, ChipPhoto, ReaderState } from '../sync-server/contract/device.ts'
import type { FaceEngineInfo, LivenessVerdict } from '../sync-server/contract/face-evidence.ts'
import type { QualityReason } from '../sync-server/contract/face-quality.ts'
import type { Failure, FailureCode } from '../sync-server/contract/failure.ts'
import type { KioskStanding } from '../sync-server/contract/kiosk.ts'
import type { LogEntry } from '../sync-server/contract/flow/index.ts'
import type { OnlineFlowState } from '../sync-server/contract/online-flow.ts'
import type { Policy } from '../sync-server/contract/policy.ts'
import type { AttachmentName, Receipt } from '../sync-server/contract/sealed-record.ts'
import type { SessionLog } from '../sync-server/contract/session-log.ts'
import type { Attestation, StaffCredential, StaffStatement } from '../sync-server/contract/staff.ts'
import type { Suggestion } from './bridge/calls.ts'
import type { StaffView, WorkItem } from './bridge/view.ts'

/**
 * How the kiosk's stages see each other: types only, no code. `main` builds each stage and hands it to its neighbours;
 * no stage imports another's files.
 */

/** The wall clock, RFC 3339 in UTC; a parameter everywhere so that tests own the time. */
export interface Clock {
  now(): Date
}

/** Who this kiosk is, after enrolment. */
export interface KioskIdentity {
  readonly kioskId: string
  readonly kioskName: string
  hall(): { id: string; name: string }
  policy(): Policy
  /** Last time the server answered with a valid standing; undefined if never since enrolment. */
  lastSeenServerAt(): Date | undefined
}

/** A plain attachment on its way to be sealed; `bytes` are wiped (filled with zeros) by the vault after sealing. */
export interface Attachment {
  readonly name: AttachmentName
  readonly bytes: Uint8Array
}

/** What an engine in a process of its own says of one live picture and the photo in the chip. */
export interface FaceJudgement {
  readonly engine: FaceEngineInfo
  readonly score: number
  readonly liveness: LivenessVerdict
  /** Why the picture is no good; empty when it is. */
  readonly reasons: readonly QualityReason[]
}

/** A vendor's face engine; it lives in another process, and its crash or silence is no more than a missing judgement. */
export interface FaceJudge {
  /** Who it is, once it has said so. */
  engine(): FaceEngineInfo | undefined
  /** Undefined when it crashed, hangs or breaks its protocol; both pictures stay the caller's to wipe. */
  judge(chipPhoto: Pick<ChipPhoto, 'width' | 'height' | 'rgba'>, jpeg: Uint8Array): Promise<FaceJudgement | undefined>
}

/** Seals and stores a finished session in one transaction; after it returns, the record survives any crash. */
export interface Depot {
  /** Removes the session's snapshot in the same transaction. Throws Problem('kiosk.disk-full') and keeps everything. */
  deposit(log: SessionLog, attachments: readonly Attachment[], staffNumber: string): void
  counts(): { waiting: number; returned: number; parked: number }
  work(): readonly WorkItem[]
  /** The clerk has dealt with a returned or parked record. */
  acknowledge(recordId: string): void
  /** What is known about a record of this kiosk: still waiting, or the server's decision. */
  standingOf(
    recordId: string,
  ): { state: 'waiting' | 'granted' | 'returned' | 'parked'; reasons: readonly FailureCode[] } | undefined
}

/** Keeps the running session across a crash, encrypted under a key that only the signed-in staff member unlocks. */
export interface SnapshotShelf {
  save(
    snapshot: Uint8Array,
    meta: { sessionId: string; staffNumber: string; startedAt: string; stepTitle: string },
  ): void
  /** What lies there, readable without any key: no personal data. */
  peek(): { sessionId: string; staffNumber: string; startedAt: string; stepTitle: string } | undefined
  /** The snapshot itself; needs the staff member who began the session to be signed in. Throws Problem('staff.not-allowed'). */
  open(): Uint8Array
  discard(): void
}

/** Staff at this kiosk: sign-in, and statements signed with the staff member's own key. */
export interface StaffDesk {
  current(): StaffView | undefined
  credential(): StaffCredential | undefined
  /** Online when the server answers; otherwise offline within the credential's life; never with a wrong password. */
  signIn(staffNumber: string, password: string): Promise<StaffView>
  signOut(): Promise<void>
  /** Signs a statement as the signed-in clerk; the password is asked again and unlocks the key for this one signature. */
  attest(
    statement: StaffStatement['statement'],
    before: readonly LogEntry[],
    proof: { recordId: string; password: string },
  ): Promise<Attestation>
  /** A second person signs beside the clerk without taking over the session; refuses the clerk and non-supervisors. */
  attestAsSupervisor(
    statement: StaffStatement['statement'],
    before: readonly LogEntry[],
    proof: { recordId: string; staffNumber: string; password: string },
  ): Promise<Attestation>
}

/** Account look-ups at the server with the clerk's session. All throw Problem; `server.unreachable` when offline. */
export interface AccountDesk {
  find(by: 'phone' | 'username' | 'document' | 'appointment', value: string): Promise<AccountView>
  open(phoneNumber: string): Promise<AccountView>
}

/** A member of staff with a password, as typed at this counter. */
export interface StaffClaim {
  readonly staffNumber: string
  readonly password: string
}

/** What staff have decided about an appeal, in words that the appellant reads. */
export interface AppealDecision {
  readonly number: string
  readonly isAgreed: boolean
  readonly answer: string
}

/**
 * 人工申诉 at the server: listed and taken with the clerk's session, decided with a second person's own. All throw Problem;
 * `appeal.offline` when the server cannot be reached, and whether it has acted is then unknown.
 */
export interface AppealDesk {
  list(): Promise<readonly AppealCase[]>
  take(number: string): Promise<AppealCase>
  decide(decision: AppealDecision, by: StaffClaim): Promise<void>
}

/** Reads the card on the reader when asked to; a request stays until a card was read or it is withdrawn. */
export interface CardReader {
  start(): void
  requestRead(): void
  cancelRead(): void
  stop(): Promise<void>
}

/** Who is told of the reader; whoever gets a read wipes its photo. `failure` is for the log. */
export interface CardReaderListener {
  state(state: ReaderState): void
  cardRead(read: CardRead): void
  failure(code: FailureCode, because: string): void
}

/** What lets a request act for a citizen: the session's token, and the id of a flow. Secrets, both; never logged, never shown. */
export interface CitizenKeys {
  readonly token: string | undefined
  readonly flowId: string | undefined
}

/** 个人中心, whole: the account, where else it is signed in, and its appeals. */
export interface CitizenAccount {
  readonly centre: AccountCentre
  readonly sessions: readonly SessionView[]
  readonly appeals: readonly AppealView[]
}

/**
 * A citizen's flows, session and account at the server. It keeps nothing: whoever calls holds the keys. All throw Problem;
 * what network or server could not do is `service.unreachable`, and whether the server has acted is then unknown.
 */
export interface CitizenDesk {
  begin(flow: string, token: string | undefined): Promise<OnlineFlowState>
  read(keys: CitizenKeys): Promise<OnlineFlowState>
  /** Tells every state of a flow, also what others do to it, until it ends or nobody wants to know; trouble on the line is mended. */
  follow(keys: CitizenKeys, tell: (state: OnlineFlowState) => void, signal: AbortSignal): void
  answer(keys: CitizenKeys, step: string, output: unknown): Promise<OnlineFlowState>
  goBack(keys: CitizenKeys, step: string): Promise<OnlineFlowState>
  abandon(keys: CitizenKeys): Promise<void>
  account(token: string): Promise<CitizenAccount>
  openService(serviceId: string, token: string | undefined): Promise<OpenedService>
  endSession(sessionId: string, token: string): Promise<void>
  withdrawAppeal(number: string, token: string): Promise<void>
  signOut(token: string): Promise<void>
}

/** Chinese candidates for the letters of pinyin; it learns nothing and keeps nothing. */
export interface InputMethod {
  start(): void
  /** A visit has ended: whatever saw its letters goes. */
  renew(): void
  stop(): void
  suggest(letters: string): Promise<readonly Suggestion[]>
}

/** Moves records to the server in the background. */
export interface Courier {
  start(): void
  /** Stops after the request in flight or aborts it; idempotent. */
  stop(): Promise<void>
  /** Tries now instead of at the next interval. */
  nudge(): void
  network(): 'online' | 'offline'
  /** Set while the server's keys differ from the pinned ones; nothing is sent then. */
  trouble(): Failure | undefined
  /** Called whenever network, counts, work or a receipt changed. */
  onChange(listener: (event: { receipt?: Receipt }) => void): () => void
  standing(): KioskStanding | undefined
  /** Who can say how this kiosk is; the server is told whenever that changes, and every few minutes. */
  reportFrom(source: () => KioskReport): void
}

/** Everything the storage and sync side offers; built by `openOffice`. */
export interface Office {
  readonly identity: KioskIdentity
  readonly depot: Depot
  readonly snapshots: SnapshotShelf
  readonly staff: StaffDesk
  readonly accounts: AccountDesk
  readonly appeals: AppealDesk
  readonly citizens: CitizenDesk
  readonly courier: Courier
  /** Why no new citizen may be served now: disk, offline too long, damaged database. */
  blocked(): FailureCode | undefined
  /** What staff should know although work goes on: a damaged database was set aside and what was readable is being uploaded. */
  notice(): FailureCode | undefined
  close(): Promise<void>
}

/** What `openOffice` needs; all paths lie under `dataDir`. */
export interface OfficeOptions {
  readonly server: string
  /** Certificates in PEM that the server's must come from. */
  readonly certificateAuthority?: Buffer | undefined
  readonly dataDir: string
  readonly kioskName: string
  /** Used once, when the kiosk is not enrolled yet. */
  readonly enrolmentCode: string | undefined
  readonly clock: Clock
  /** Native binding of better-sqlite3 for runtimes whose Node-API is too old for the shipped one. */
  readonly sqliteBinding: string | undefined
}
