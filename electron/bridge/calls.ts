import { Type, type Static } from 'typebox'
import { AppealAnswer, AppealNumber } from '../../sync-server/contract/appeal.ts'
import { Aim, CameraSight } from '../../sync-server/contract/device-health.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'
import { Uuid } from '../../sync-server/contract/staff.ts'
import { object } from '../../sync-server/contract/shape.ts'
import type { TerminalView } from './terminal-view.ts'
import type { KioskView } from './view.ts'

/** What the screen is shown: the counter's view or the citizen's. */
export type AnyView = KioskView | TerminalView

/** What the screen of either mode may ask. */
const sharedCalls = {
  view: object({}),
  begin: object({ flow: Type.String({ maxLength: 60 }) }),
  answer: object({ step: Type.String({ maxLength: 60 }), answer: Type.Unknown() }),
  back: object({}),
  /** 结束并清除: nothing of this person stays. */
  leave: object({}),
  activity: object({}),
} as const

/** What only the counter's screen may ask. */
export const counterCalls = {
  ...sharedCalls,
  signIn: object({ staffNumber: Type.String({ maxLength: 32 }), password: Type.String({ maxLength: 128 }) }),
  signOut: object({}),
  resume: object({}),
  discard: object({}),
  dismissResult: object({}),
  /** Prints the receipt that is shown. */
  printReceipt: object({}),
  acknowledge: object({ recordId: Uuid }),
  resend: object({}),
  /** What the screen sees of the camera, which this process cannot look at itself. */
  cameraSeen: object({ sight: CameraSight }),
  /** Moves the camera's lens, where it stands on a mount, while a face is captured. */
  aimCamera: object({ aim: Aim }),
  /** 人工申诉: the page of waiting cases is opened, left, fetched anew. */
  openAppeals: object({}),
  closeAppeals: object({}),
  refreshAppeals: object({}),
  /** The clerk has seen the appellant and takes the case. */
  takeAppeal: object({ number: AppealNumber }),
  /** Somebody else, proven by number and password, decides it. */
  decideAppeal: object({
    number: AppealNumber,
    isAgreed: Type.Boolean(),
    answer: AppealAnswer,
    staffNumber: Type.String({ maxLength: 32 }),
    password: Type.String({ maxLength: 128 }),
  }),
} as const

/** What only the citizen's own screen may ask. */
export const terminalCalls = {
  ...sharedCalls,
  /** Somebody stands before the attract screen and touched it: a visit begins. */
  arrive: object({}),
  /** The flow is left or its last page closed; the visit goes on. */
  closeFlow: object({}),
  /** 退出: the account is signed out, the visit goes on. */
  signOut: object({}),
  /** Reads the card on the reader once more; what it says goes from the kiosk process to the server and never through the page. */
  readCard: object({}),
  /** Opens a service of the directory; what it still needs comes first and leads back to it. */
  openService: object({ serviceId: Type.String({ maxLength: 40 }) }),
  /** The service is left. */
  closeService: object({}),
  /** Fetches 个人中心 anew. */
  refreshAccount: object({}),
  /** Ends another session of the account. */
  endSession: object({ sessionId: Uuid }),
  /** Takes an appeal back that nobody has decided yet. */
  withdrawAppeal: object({ number: AppealNumber }),
  /** 呼叫工作人员: shown to the citizen as on its way, and to staff wherever they look. */
  callStaff: object({ isWanted: Type.Boolean() }),
} as const

/**
 * Everything a screen may ask of the kiosk process: the whole second contract. Preload exposes these names and nothing else;
 * the router checks sender, mode and argument of each. `answer` is checked a second time against the step kind's own schema.
 */
export const calls = { ...counterCalls, ...terminalCalls } as const

export type CallName = keyof typeof calls
export type CounterCallName = keyof typeof counterCalls
export type TerminalCallName = keyof typeof terminalCalls
export type ArgumentOf<N extends CallName> = Static<(typeof calls)[N]>

/** Every call answers with the view after it, or with the failure; a failure inside a flow also stands in the view. */
export type CallResult = { readonly view: AnyView } | { readonly failure: Failure }

/** One candidate for typed letters, with how many of the letters it uses up. */
export interface Suggestion {
  readonly text: string
  readonly uses: number
}

/** What preload puts on `window.kiosk`. */
export interface KioskBridge {
  call<N extends CallName>(name: N, argument: ArgumentOf<N>): Promise<CallResult>
  /** Registers the one listener for pushed views; returns how to remove it. */
  onView(listener: (view: AnyView) => void): () => void
  /** Chinese candidates for pinyin letters, best first; self-service only. Nothing that is typed is kept or learned from. */
  suggest(letters: string): Promise<readonly Suggestion[]>
}

export { channels } from './channels.ts'
