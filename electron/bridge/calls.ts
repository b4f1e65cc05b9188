import { Type, type Static } from 'typebox'
import type { Failure } from '../../sync-server/contract/failure.ts'
import { Uuid } from '../../sync-server/contract/staff.ts'
import type { KioskView } from './view.ts'

const closed = { additionalProperties: false } as const
const object = <T extends Parameters<typeof Type.Object>[0]>(members: T) => Type.Object(members, closed)

/**
 * Everything a screen may ask of the kiosk process: the whole second contract. Preload exposes these names and nothing else;
 * the router checks sender and argument of each. `answer` is checked a second time against the step kind's own schema.
 */
export const calls = {
  view: object({}),
  signIn: object({ staffNumber: Type.String({ maxLength: 32 }), password: Type.String({ maxLength: 128 }) }),
  signOut: object({}),
  begin: object({ flow: Type.String({ maxLength: 60 }) }),
  answer: object({ step: Type.String({ maxLength: 60 }), answer: Type.Unknown() }),
  back: object({}),
  leave: object({}),
  resume: object({}),
  discard: object({}),
  dismissResult: object({}),
  acknowledge: object({ recordId: Uuid }),
  resend: object({}),
  activity: object({}),
} as const

export type CallName = keyof typeof calls
export type ArgumentOf<N extends CallName> = Static<(typeof calls)[N]>

/** Every call answers with the view after it, or with the failure; a failure inside a flow also stands in the view. */
export type CallResult = { readonly view: KioskView } | { readonly failure: Failure }

/** What preload puts on `window.kiosk`. */
export interface KioskBridge {
  call<N extends CallName>(name: N, argument: ArgumentOf<N>): Promise<CallResult>
  /** Registers the one listener for pushed views; returns how to remove it. */
  onView(listener: (view: KioskView) => void): () => void
}

export { channels } from './channels.ts'
