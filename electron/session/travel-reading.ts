import type { Scan } from '../../sync-server/contract/device.ts'
import {
  agreesWithZone,
  checkDocument,
  documentInZone,
  type IdentityDocument,
  normaliseDocumentNumber,
  type TravelDocument,
} from '../../sync-server/contract/document/index.ts'
import { Problem } from '../../sync-server/contract/failure.ts'
import type { AnswerOf, InputOf } from '../../sync-server/contract/flow/index.ts'
import { hallDay } from '../../sync-server/contract/hall-time.ts'
import { digestOf } from './digests.ts'
import { complete, type Reply } from './performance.ts'

type Zone = Extract<Scan, { kind: 'zone' }>
type Entry = NonNullable<InputOf<'read-card'>['travel']>
type Completion = Extract<AnswerOf<'read-card'>, { complete: unknown }>['complete']
type Typed = Extract<AnswerOf<'read-card'>, { typed: unknown }>['typed']

/** A travel document on its way from the zone, or the clerk's keyboard, into the log. */
export class TravelReading {
  readonly #now: () => Date
  #held: { readonly scan: Zone; readonly document: TravelDocument; readonly readAt: string } | undefined
  #hasFailed = false

  constructor(now: () => Date) {
    this.#now = now
  }

  /** The clerk reads the zone, or types; a zone that was read before is put away. */
  turnTo(way: 'travel' | 'typed'): Entry {
    this.#held = undefined
    return { isTyped: way === 'typed' }
  }

  /** What the lines say, or why they are not taken. */
  scanned(scan: Zone): Entry {
    const readAt = this.#now().toISOString()
    const inZone = documentInZone(scan.lines, hallDay(readAt))
    this.#held = 'document' in inZone ? { scan, document: inZone.document, readAt } : undefined
    if ('document' in inZone) return { isTyped: false, zone: inZone.document }
    this.#hasFailed = true
    return { isTyped: false, fault: `zone.${inZone.refusal}` }
  }

  /** The zone with what the clerk has added from the face of the document. */
  complete({ fullName, validFrom }: Completion): Reply<'read-card'> {
    if (!this.#held) throw new Problem('request.invalid')
    const { scan, readAt, document: zone } = this.#held
    const document = this.#sound({ ...zone, fullName: fullName.trim(), validFrom })
    if (!agreesWithZone(document, zone)) throw new Problem('evidence.zone-differs')
    const { lines, by } = scan
    const transcriptDigest = digestOf({ lines, readAt })
    return complete('zone-read', { document, zone: [...lines], by, transcriptDigest, readAt })
  }

  typed(typed: Typed): Reply<'read-card'> {
    const documentNumber = normaliseDocumentNumber(typed.documentNumber)
    const document = this.#sound({ ...typed, fullName: typed.fullName.trim(), documentNumber })
    const why = this.#hasFailed ? 'zone-not-readable' : 'not-scanned'
    return complete('typed', { document, why, readAt: this.#now().toISOString() })
  }

  forget(): void {
    this.#held = undefined
    this.#hasFailed = false
  }

  /** A document with a fault goes nowhere, whoever read it. */
  #sound(document: IdentityDocument): IdentityDocument {
    const [fault] = checkDocument(document, hallDay(this.#now()))
    if (fault) throw new Problem(`document.${fault}`)
    return document
  }
}
