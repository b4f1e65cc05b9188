import type { Failure } from '../../sync-server/contract/failure.ts'
import type { CardReader, CitizenDesk } from '../stages.ts'
import type { Farewells } from './farewells.ts'

/** What a visit asks of the rest of the kiosk. */
export interface VisitPorts {
  readonly desk: CitizenDesk
  readonly reader: Pick<CardReader, 'requestRead' | 'cancelRead'>
  readonly farewells: Pick<Farewells, 'say'>
  readonly failureOf: (error: unknown) => Failure
  /** A number for each run of a flow that no other run has. */
  readonly nextRun: () => number
  /** Something that the screen shows has changed. */
  readonly changed: () => void
  /** Somebody is here, though nobody touches the screen. */
  readonly attended: () => void
}
