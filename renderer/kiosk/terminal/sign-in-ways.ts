import { onlineStepKinds } from '../../../sync-server/contract/flow/online-kinds.ts'

/** The flows that sign somebody in, with the words on their tabs. */
export const signInWays: Readonly<Record<string, string>> = {
  'sign-in': onlineStepKinds['sign-in'].title,
  'sign-in-by-sms': onlineStepKinds['sign-in-by-sms'].title,
  'sign-in-by-qr': onlineStepKinds['scan-code'].title,
}
