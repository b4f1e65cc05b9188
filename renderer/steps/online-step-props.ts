import type { Failure } from '../../sync-server/contract/failure.ts'
import type { OnlineInputOf, OnlineStepKindName } from '../../sync-server/contract/flow/online-kinds.ts'

/** What every step view of the terminal is given; it answers with the one event `answer` and knows nothing else. */
export interface OnlineStepProps<K extends OnlineStepKindName> {
  readonly kind: K
  readonly input: OnlineInputOf<K>
  readonly title: string
  readonly isBusy: boolean
  readonly failure?: Failure | undefined
}
