import { onlineStepKinds } from '../../../sync-server/contract/flow/online-kinds.ts'

/** The flows that sign somebody in, with the words on their tabs. */
export const signInWays: Readonly<Record<string, string>> = {
  'sign-in': onlineStepKinds['sign-in'].title,
  'sign-in-by-sms': onlineStepKinds['sign-in-by-sms'].title,
  'sign-in-by-qr': onlineStepKinds['scan-code'].title,
  'sign-in-by-card': onlineStepKinds['sign-in-by-card'].title,
}

/** The ways that are open now: a card needs a reader; a way that is chosen stays, and says what is missing. */
export function waysWith(hasReader: boolean, chosen: string): Readonly<Record<string, string>> {
  const isOpen = (flow: string): boolean => flow !== 'sign-in-by-card' || hasReader || chosen === flow
  return Object.fromEntries(Object.entries(signInWays).filter(([flow]) => isOpen(flow)))
}
