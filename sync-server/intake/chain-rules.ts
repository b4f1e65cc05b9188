import type { RecordHeader } from '../contract/sealed-record.ts'

/** What the server knows of a kiosk's chain when a record arrives. */
export interface ChainFacts {
  readonly lastSeq: number
  readonly lastDigest: string
  /** How many records after the last one were rejected for good: so many places may stay empty. */
  readonly parked: number
  /** Digest that the record after this one names as its predecessor, where that one is here already. */
  readonly namedBySuccessor: string | undefined
  /** Whether another record stands at this place already. */
  readonly isTaken: boolean
}

/** Where a record goes: on at the end, into a gap that was left open, or not now, or never. */
export type Place = 'end' | 'gap' | 'record.out-of-order' | 'record.conflict'

/**
 * A kiosk's records come one after another without a gap. One exception keeps a single damaged record from stopping all
 * later ones: a place whose record was rejected may stay empty, visibly, and may be filled later by the record that its
 * successor names.
 */
export function placeOf(header: RecordHeader, digest: string, facts: ChainFacts): Place {
  const { seq, previousDigest } = header
  if (facts.isTaken) return 'record.conflict'
  if (seq <= facts.lastSeq) return facts.namedBySuccessor === digest ? 'gap' : 'record.conflict'
  if (seq === facts.lastSeq + 1) return previousDigest === facts.lastDigest ? 'end' : 'record.conflict'
  return seq <= facts.lastSeq + 1 + facts.parked ? 'end' : 'record.out-of-order'
}
