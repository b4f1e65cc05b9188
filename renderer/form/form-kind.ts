import { type OnlineStepKindName, onlineStepKinds } from '../../sync-server/contract/flow/online-kinds.ts'

/** The kinds of step that the one form draws. */
export type FormKind = {
  [K in OnlineStepKindName]: (typeof onlineStepKinds)[K]['view'] extends 'form' ? K : never
}[OnlineStepKindName]

/** The kinds that the citizen finishes on the own phone. */
export type PhoneKind = {
  [K in OnlineStepKindName]: (typeof onlineStepKinds)[K]['view'] extends 'phone' ? K : never
}[OnlineStepKindName]

/** The kinds that wait for a card on the reader. */
export type CardKind = {
  [K in OnlineStepKindName]: (typeof onlineStepKinds)[K]['view'] extends 'card' ? K : never
}[OnlineStepKindName]

/** The kinds that have a view of their own. */
export type OwnViewKind = Exclude<OnlineStepKindName, FormKind | PhoneKind | CardKind>

/** Whether the one form draws this kind. */
export function isFormKind(kind: OnlineStepKindName): kind is FormKind {
  return onlineStepKinds[kind].view === 'form'
}
