import type { Authorities } from '../authorities/authority.port.ts'
import type { Claim } from '../claims/claims.service.ts'
import type { Challenges, CodeAddress } from '../challenges/challenges.port.ts'
import { type FailureCode, Problem } from '../contract/failure.ts'
import type { FieldId } from '../contract/field.ts'
import type {
  OnlineInputOf,
  OnlineOutcomeOf,
  OnlineOutputOf,
  OnlineStepKindName,
  onlineStepKinds,
} from '../contract/flow/index.ts'
import type { NewSession } from '../contract/online-flow.ts'
import type { Policy } from '../contract/policy.ts'
import type { Tickets } from '../tickets/tickets.port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Transaction } from '../platform/database/database.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { Logger } from '../platform/logger.ts'
import type { Passwords } from '../platform/passwords.ts'
import type { ThirdPartySettings } from '../platform/third-party-settings.ts'
import type { WebhookSettings } from '../platform/webhook-settings.ts'

/** What every handler may use. */
export interface FlowParts {
  readonly database: Database
  readonly clock: Clock
  readonly webhooks: WebhookSettings
  readonly personal: PersonalData
  readonly policy: Policy
  readonly passwords: Passwords
  readonly challenges: Challenges
  readonly tickets: Tickets
  readonly authorities: Authorities
  readonly logger: Logger
  readonly thirdParties: ThirdPartySettings
}

/** What of a card the steps after its read need. */
export interface HeldCard {
  readonly holder: Claim['holder']
  readonly validFrom: string
  readonly validUntil: string
}

/** What a run knows besides its log; sealed at rest and gone with the run. A password is never in it. */
export interface RunMemory {
  /** The account that this run is about: of the citizen who began it, or the one that was named, registered or signed in. */
  readonly accountId?: string
  /** What was typed as account name in recovery; nobody may learn from the run whether it exists. */
  readonly accountName?: string
  readonly recoveryWay?: 'phone' | 'phone-and-document'
  /** The captcha of the step that waits; the runner issues it and replaces it. */
  readonly captcha?: { readonly captchaId: string; readonly isPassed: boolean }
  /** The captcha's picture while it is new; it is kept beside the run, where only whoever looks at the run has to read it. */
  readonly picture?: string
  /** Address to which this step's code went, and when. */
  readonly code?: { readonly to: string; readonly resendAt: string; readonly expiresAt: string }
  /** Address whose code was right in this step, though something else on the form was not: it need not be proved again. */
  readonly settledAddress?: string
  /** Secret of the ticket that this step's QR code shows. */
  readonly ticketCode?: string
  /** Name and number that a register has confirmed, of a document that another account has. */
  readonly claim?: Claim
  /** Card that this kiosk's reader has read. */
  readonly card?: HeldCard
  /** Case that the run has opened. */
  readonly appeal?: string
  /** Session that the run gave or exchanged. */
  readonly session?: NewSession
}

/** A step of a run while it is looked at or answered. */
export interface StepContext {
  readonly parts: FlowParts
  readonly caller: ClientCaller
  readonly flow: string
  /** Under which the run is kept. */
  readonly runHash: string
  readonly memory: RunMemory
}

/** What a run has to remember when it comes to a step; `commit` runs in the transaction that brings it there. */
export interface Entry {
  readonly memory: RunMemory
  readonly commit?: (tx: Transaction) => Promise<unknown>
}

/** Where a form's code goes; `isForNobody` when no account stands behind the address, so that every code is wrong. */
export interface CodeTarget {
  readonly address: CodeAddress
  readonly isForNobody: boolean
}

/**
 * What a right answer leads to; `memory` is added to what the run remembers. `commit` runs in the transaction that also moves
 * the run, so that the account and the run never disagree; what it returns is remembered too. It may run more than once and
 * speaks only to the database. A Problem that is thrown there or before leaves the run where it was.
 */
export interface StepResult<K extends OnlineStepKindName> {
  readonly outcome: OnlineOutcomeOf<K>
  readonly memory?: RunMemory
  readonly commit?: (tx: Transaction) => Promise<RunMemory | undefined>
  /** Done at the same time as the commit; for what does no harm when only one of the two is done. */
  readonly beside?: () => Promise<void>
}

/** A trace that a wrong answer leaves. */
export interface Trace {
  /** Added to what the run remembers. */
  readonly remember?: RunMemory
  /** Written together with it. */
  readonly commit?: (tx: Transaction) => Promise<unknown>
  /** The Problem that is told. */
  readonly because?: Problem
}

/** A Problem that leaves a trace in its run, and perhaps elsewhere. */
export class RefusedAnswer extends Problem {
  readonly trace: Trace
  constructor(code: FailureCode, trace: Trace) {
    const { because } = trace
    const retry = because?.retryAfterS === undefined ? {} : { retryAfterS: because.retryAfterS }
    super(code, { ...(because ? { cause: because } : {}), ...retry })
    this.trace = trace
  }
}

/** Acts that the runner does for every kind. */
type RunnerAct = 'check-captcha' | 'renew-captcha' | 'send-code' | 'refresh'
/** What is left for a handler: the answer itself. */
export type AnswerOf<K extends OnlineStepKindName> = Exclude<OnlineOutputOf<K>, { act: RunnerAct }>

interface AnyStep<K extends OnlineStepKindName> {
  /** Called when a run comes to the step, and again by the act `refresh`, which is refused by a Problem. */
  enter?(context: StepContext): Promise<Entry>
  /** Called whenever the run is looked at. For forms the runner adds captcha, code and omitted fields by itself. */
  input(context: StepContext): Promise<OnlineInputOf<K>>
  /** Fields that are not asked this time, though the form has them. */
  omitted?(context: StepContext): Promise<readonly FieldId[]>
  /**
   * The output has its shape, its fields have passed their rules, captcha and code were right. A right code only proves the
   * address: whatever else can be guessed in the answer has to be counted.
   */
  answer(context: StepContext, output: AnswerOf<K>): Promise<StepResult<K>>
}
interface CountsTries<K extends OnlineStepKindName> {
  /** Counts a try at what can be guessed, or refuses it, at the moment when the captcha of a guarded form turns out to be right. */
  countTry(context: StepContext, output: AnswerOf<K>): Promise<void>
}
interface SendsCode {
  /** Whose code this is; `typed` is the address from the form, absent where it goes to the account. */
  codeTarget(context: StepContext, typed: string | undefined): Promise<CodeTarget>
}

/** How one kind of step is shown and answered; kinds with a code also say where it goes. */
export type StepHandler<K extends OnlineStepKindName> = AnyStep<K> &
  Partial<CountsTries<K>> &
  ((typeof onlineStepKinds)[K]['code'] extends undefined ? object : SendsCode)

/** One handler per kind; a kind without one does not compile. */
export type StepHandlers = { readonly [K in OnlineStepKindName]: StepHandler<K> }
