import type { ReaderState } from '../../../sync-server/contract/device.ts'
import type { Failure } from '../../../sync-server/contract/failure.ts'
import type { InputOf, StepKindName } from '../../../sync-server/contract/flow/step-kinds.ts'

/** What every step view is given; it answers with the one event `answer` and knows nothing else. */
export interface StepProps<K extends StepKindName> {
  readonly input: InputOf<K>
  readonly title: string
  readonly turn: 'staff' | 'citizen' | 'supervisor'
  readonly reader: ReaderState
  readonly isBusy: boolean
  readonly failure?: Failure | undefined
}
