import type { AppealCase } from '../../sync-server/contract/appeal.ts'
import type { DeviceHealth } from '../../sync-server/contract/device-health.ts'
import type { PrinterState, ReaderState } from '../../sync-server/contract/device.ts'
import type { Failure, FailureCode } from '../../sync-server/contract/failure.ts'
import type { AssuranceLevel } from '../../sync-server/contract/level.ts'
import type { Exit, TrailMark } from '../../sync-server/contract/flow/index.ts'
import type { StaffRole } from '../../sync-server/contract/staff.ts'

/** The signed-in member of staff as the header shows them. */
export interface StaffView {
  readonly staffNumber: string
  readonly name: string
  readonly role: StaffRole
  /** RFC 3339; after it the next attestation needs an online sign-in. */
  readonly credentialExpiresAt: string
  readonly isOffline: boolean
}

/** The running flow's current step. `input` has the type that the step kind's row declares. */
export interface FlowView {
  readonly sessionId: string
  readonly flow: string
  readonly title: string
  readonly trail: readonly TrailMark[]
  readonly step: { readonly id: string; readonly kind: string; readonly title: string; readonly input: unknown }
  readonly canGoBack: boolean
  /** True while the kiosk works on an answer; the screen then shows a skeleton and takes no second answer. */
  readonly isBusy: boolean
  /** What went wrong with the last answer or device action; shown beside what caused it. */
  readonly failure: Failure | undefined
}

/** How the last session ended; shown until dismissed or until it clears by itself. */
export interface ResultView {
  readonly exit: Exit
  readonly receipt:
    | {
        readonly number: string
        /** What the QR on the receipt contains: the public status page of this number. */
        readonly qrText: string
        readonly finishedAt: string
        readonly hallName: string
        readonly staffNumber: string
        readonly maskedName: string
        readonly maskedNumber: string
        /** `waiting` is 待联网后授予: accepted and stored here, not yet granted by the server. */
        readonly state: 'waiting' | 'granted' | 'returned'
        /** What was granted. */
        readonly level?: AssuranceLevel | undefined
        readonly reasons: readonly FailureCode[]
      }
    | undefined
  /** Why a session ended without a receipt, where a failure caused it. */
  readonly failure: Failure | undefined
  readonly clearsAt: string
}

/** How printing the receipt on the screen went, once somebody has asked for it. */
export type SlipView =
  { readonly state: 'printing' | 'printed' } | { readonly state: 'failed'; readonly code: FailureCode }

/** A record that the server returned or that was parked here: something a clerk has to deal with. */
export interface WorkItem {
  readonly recordId: string
  readonly receiptNumber: string
  readonly state: 'returned' | 'parked' | 'waiting'
  readonly reasons: readonly FailureCode[]
  readonly finishedAt: string
  readonly staffNumber: string
  readonly tries: number
}

/** A session that survived a crash; the same staff member may go on with it, anyone may discard it. */
export interface ResumableView {
  readonly startedAt: string
  readonly stepTitle: string
  readonly staffNumber: string
}

/** 人工申诉 at the counter. */
export interface AppealsView {
  /** How many cases wait; undefined while the server has not answered. */
  readonly waiting: number | undefined
  /** The open page with its cases, and the one that was decided last; undefined while it is closed. */
  readonly desk:
    | {
        readonly cases: readonly AppealCase[] | undefined
        readonly decided: { readonly number: string; readonly isAgreed: boolean } | undefined
      }
    | undefined
}

/** Everything the counter's screen knows. The kiosk process pushes a whole new view on every change; the screen keeps no truth of its own. */
export interface KioskView {
  readonly mode: 'counter'
  readonly isDemo: boolean
  readonly hallName: string
  readonly kioskName: string
  readonly network: 'online' | 'offline'
  readonly reader: ReaderState
  /** Undefined where no printer is configured. */
  readonly printer: PrinterState | undefined
  /** Label of the pinned camera; undefined takes the only one there is. */
  readonly camera: string | undefined
  /** Every device of this counter and how it stands. */
  readonly health: readonly DeviceHealth[]
  readonly staff: StaffView | undefined
  readonly flow: FlowView | undefined
  readonly result: ResultView | undefined
  readonly slip: SlipView | undefined
  readonly resumable: ResumableView | undefined
  readonly outbox: { readonly waiting: number; readonly returned: number; readonly parked: number }
  readonly work: readonly WorkItem[]
  /** Undefined while nobody is signed in. */
  readonly appeals: AppealsView | undefined
  /** Present while the idle warning counts down to `endsAt`. */
  readonly idle: { readonly endsAt: string } | undefined
  /** Why no new citizen can be served now. */
  readonly blocked: FailureCode | undefined
  /** What staff should know although work goes on. */
  readonly notice: FailureCode | undefined
}
