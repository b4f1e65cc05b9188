import type { AccountCentre, SessionView } from '../../sync-server/contract/account-centre.ts'
import type { AppealView } from '../../sync-server/contract/appeal.ts'
import type { DeviceHealth } from '../../sync-server/contract/device-health.ts'
import type { ReaderState } from '../../sync-server/contract/device.ts'
import type { Failure, FailureCode } from '../../sync-server/contract/failure.ts'
import type { EndPage, TrailMark } from '../../sync-server/contract/flow/index.ts'

/** The citizen's flow as the server runs it, without its id and without any token: those stay in the kiosk process. */
export interface TerminalFlowView {
  /** Names this run for the screen's own keys; says nothing elsewhere. */
  readonly run: number
  readonly flow: string
  readonly title: string
  readonly trail: readonly TrailMark[]
  /** Current step; `input` has the type that the step kind's row declares. Absent on the last page. */
  readonly step:
    { readonly id: string; readonly kind: string; readonly title: string; readonly input: unknown } | undefined
  readonly canGoBack: boolean
  /** The last page, once the flow has ended well. */
  readonly endPage: EndPage | undefined
  readonly isBusy: boolean
  /** Why the last answer was not taken; told beside what caused it. */
  readonly failure: Failure | undefined
}

/** A service that somebody wishes to use: `failure` says what has to come first, or why it cannot be asked now. */
export interface ServiceWishView {
  readonly serviceId: string
  readonly isOpen: boolean
  readonly failure: Failure | undefined
}

/** Everything the citizen's screen knows. The kiosk process pushes a whole new view on every change. */
export interface TerminalView {
  readonly mode: 'self-service'
  readonly isDemo: boolean
  readonly hallName: string
  readonly kioskName: string
  readonly network: 'online' | 'offline'
  readonly reader: ReaderState
  /** Every device of this terminal and how it stands. */
  readonly health: readonly DeviceHealth[]
  /** Undefined while nobody is here and the attract screen shows; a number that is new for every visit. */
  readonly visit: number | undefined
  /** The signed-in citizen's account with where else it is signed in; undefined while nobody is signed in. */
  readonly account: AccountCentre | undefined
  readonly sessions: readonly SessionView[]
  /** The account's 人工申诉, newest first. */
  readonly appeals: readonly AppealView[]
  readonly flow: TerminalFlowView | undefined
  /** The service that the citizen came for, opened or waiting; undefined while there is none. */
  readonly wish: ServiceWishView | undefined
  readonly isStaffCalled: boolean
  /** Present while the idle warning counts down to `endsAt`. */
  readonly idle: { readonly endsAt: string } | undefined
  /** Why nobody can be served now: not enrolled, revoked. */
  readonly blocked: FailureCode | undefined
}
