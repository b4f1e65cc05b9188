import type { Challenges } from '../challenges/challenges.port.ts'
import type { OnlineFlowState } from '../contract/online-flow.ts'
import type { OnlineInputOf, OnlineOutcomeOf, OnlineOutputOf, OnlineStepKindName } from '../contract/flow/index.ts'
import type { IdentityRegister } from '../identity/identity-register.port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Transaction } from '../platform/database/database.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { Policy } from '../contract/policy.ts'

/** What every handler may use. */
export interface FlowParts {
  readonly database: Database
  readonly clock: Clock
  readonly personal: PersonalData
  readonly policy: Policy
  readonly challenges: Challenges
  readonly identityRegister: IdentityRegister
}

/** What a run knows besides its log; sealed at rest and gone with the run. A password is never in it. */
export interface RunMemory {
  /** The account that this run is about: of the citizen who began it, or the one that was named, registered or signed in. */
  readonly accountId?: string
  /** What was typed as account name in recovery; nobody may learn from the run whether it exists. */
  readonly accountName?: string
  readonly recoveryWay?: 'phone' | 'phone-and-document'
  readonly captcha?: { readonly captchaId: string; readonly image: string; readonly isPassed: boolean }
  /** Address to which this step's code went, and when. */
  readonly code?: { readonly to: string; readonly resendAt: string; readonly expiresAt: string }
  /** Address whose code was right, though something else on the form was not: it need not be proved again. */
  readonly settledAddress?: string
  readonly result?: OnlineFlowState['result']
}

/** A step of a run while it is looked at or answered. */
export interface StepContext {
  readonly parts: FlowParts
  readonly caller: ClientCaller
  readonly flow: string
  readonly memory: RunMemory
}

/**
 * What an answer leads to. Without an outcome the run stays at the step with the new memory. `commit` runs in the transaction
 * that also moves the run, so that the account and the run never disagree; what it returns is added to the memory. Throwing a
 * Problem there or before leaves the run where it was.
 */
export interface StepResult<K extends OnlineStepKindName> {
  readonly memory: RunMemory
  readonly outcome?: OnlineOutcomeOf<K>
  readonly commit?: (tx: Transaction) => Promise<Partial<RunMemory>>
}

/** How one kind of step is shown and answered. */
export interface StepHandler<K extends OnlineStepKindName> {
  /** Called when a run comes to the step and whenever it is looked at; a new captcha is issued by the runner. */
  input(context: StepContext): Promise<OnlineInputOf<K>>
  /** A Problem that is thrown may carry memory to keep, see RefusedAnswer. */
  answer(context: StepContext, output: OnlineOutputOf<K>): Promise<StepResult<K>>
}

/** One handler per kind; a kind without one does not compile. */
export type StepHandlers = { readonly [K in OnlineStepKindName]: StepHandler<K> }
