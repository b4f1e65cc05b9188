import type { CardRead, Scan } from '../../sync-server/contract/device.ts'
import type {
  AnswerOf,
  Flow,
  InputOf,
  LogEntry,
  OutcomeOf,
  OutputOf,
  Step,
  StepKindName,
} from '../../sync-server/contract/flow/index.ts'
import type { StaffView } from '../bridge/view.ts'
import type { SessionMemory } from './session-memory.ts'
import type { SessionPorts } from './session-ports.ts'

/** What a performer sees of the session while its step is the current one. */
export interface Scene<K extends StepKindName> {
  readonly sessionId: string
  readonly flow: Flow
  readonly step: Step
  readonly log: readonly LogEntry[]
  readonly staff: StaffView
  readonly memory: SessionMemory
  readonly ports: SessionPorts
  /** What the screen shows now. */
  input(): InputOf<K>
}

/** The step is over: its outcome leads on, its output is logged. */
export interface Completed<K extends StepKindName> {
  readonly complete: { readonly outcome: OutcomeOf<K>; readonly output: OutputOf<K> }
}
/** The step goes on with a changed input; members set to undefined are taken away. */
export interface Stayed<K extends StepKindName> {
  readonly stay: { readonly [M in keyof InputOf<K>]?: InputOf<K>[M] | undefined }
}
export type Reply<K extends StepKindName> = Completed<K> | Stayed<K>

/** One visit to one step. Whatever it holds between its calls dies with it; expected failures are thrown as Problem. */
export interface Performance<K extends StepKindName> {
  enter(): InputOf<K> | Promise<InputOf<K>>
  answer(answer: AnswerOf<K>): Reply<K> | Promise<Reply<K>>
  /** A card was read while this step was the current one. */
  cardRead?(read: CardRead): Reply<K> | Promise<Reply<K>>
  /** A code or a zone was scanned while this step was the current one. */
  scanned?(scan: Scan): Reply<K> | Promise<Reply<K>>
  /** The step is left by any way: give back devices, wipe what is held. */
  leave?(): void
}

/** Begins a visit to a step of one kind. */
export type Performer<K extends StepKindName> = (scene: Scene<K>) => Performance<K>

/** Ends a step. */
export function complete<K extends StepKindName>(outcome: OutcomeOf<K>, output: OutputOf<K>): Completed<K> {
  return { complete: { outcome, output } }
}
