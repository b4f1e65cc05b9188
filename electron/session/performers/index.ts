import type { StepKindName } from '../../../sync-server/contract/flow/index.ts'
import type { Performer } from '../performance.ts'
import { approveException } from './approve-exception.ts'
import { attest } from './attest.ts'
import { captureFace } from './capture-face.ts'
import { compareByEye } from './compare-by-eye.ts'
import { consent } from './consent.ts'
import { findAccount } from './find-account.ts'
import { openAccount } from './open-account.ts'
import { readCard } from './read-card.ts'
import { review } from './review.ts'
import { sign } from './sign.ts'

/** Who performs each kind of step; a kind without a performer does not compile. */
export const performers: { readonly [K in StepKindName]: Performer<K> } = {
  'find-account': findAccount,
  'open-account': openAccount,
  consent,
  'read-card': readCard,
  'capture-face': captureFace,
  'compare-by-eye': compareByEye,
  'approve-exception': approveException,
  sign,
  review,
  attest,
}
