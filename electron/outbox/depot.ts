import { Problem } from '../../sync-server/contract/failure.ts'
import { MAX_ATTACHMENT_BYTES, MAX_RECORD_BYTES } from '../../sync-server/contract/sealed-record.ts'
import type { Attachment, Depot } from '../stages.ts'
import type { Connection } from '../store/connection.ts'
import type { Store } from '../store/store.ts'
import type { ChainPosition, PlainRecord, SealedRecord } from '../vault/seal.ts'
import { headOf, setHead } from './chain.ts'
import { enqueue } from './enqueue.ts'
import type { Ledger } from './ledger.ts'

/** What the depot needs from its neighbours. */
export interface DepotParts {
  readonly store: Store
  readonly ledger: Ledger
  readonly now: () => Date
  readonly kioskId: () => string | undefined
  readonly seal: (plain: PlainRecord, position: ChainPosition) => SealedRecord
  /** Told after a record was stored or a clerk dealt with one. */
  readonly onChange: () => void
}

function refuseOversized({ bytes, attachments }: SealedRecord): void {
  const isTooLarge = bytes.length > MAX_RECORD_BYTES || attachments.some((a) => a.bytes.length > MAX_ATTACHMENT_BYTES)
  if (isTooLarge) throw new Problem('request.too-large')
}

/** Seals at the end of the chain and stores; everything in the caller's one transaction. */
function append(sql: Connection, parts: DepotParts, given: { plain: PlainRecord; staffNumber: string }): void {
  const { recordId, kioskId, receiptNumber, finishedAt } = given.plain.log
  const isKnown = sql.get('select 1 from outbox where record_id = ?', recordId) !== undefined
  if (!isKnown) {
    const head = headOf(sql, kioskId)
    if (!head) throw new Problem('kiosk.database-damaged', { cause: new Error('head of the chain is not known yet') })
    const record = parts.seal(given.plain, { seq: head.seq + 1, previousDigest: head.digest })
    refuseOversized(record)
    enqueue(sql, record, { receiptNumber, finishedAt, staffNumber: given.staffNumber })
    setHead(sql, kioskId, { seq: record.seq, digest: record.digest })
  }
  sql.run('delete from snapshot')
}

function wipe(attachments: readonly Attachment[]): void {
  for (const { bytes } of attachments) bytes.fill(0)
}

/** The way of a finished session into the outbox. A second deposit under the same id changes nothing. */
export function depot(parts: DepotParts): Depot {
  return {
    ...parts.ledger,
    deposit(log, attachments, staffNumber) {
      const kioskId = parts.kioskId()
      if (kioskId === undefined) throw new Problem('kiosk.not-enrolled')
      if (log.kioskId !== kioskId) throw new Problem('request.invalid')
      const plain = { log, attachments, sealedAt: parts.now().toISOString() }
      parts.store.write((sql) => append(sql, parts, { plain, staffNumber }))
      wipe(attachments)
      parts.onChange()
    },
    acknowledge(recordId) {
      parts.ledger.acknowledge(recordId)
      parts.onChange()
    },
  }
}
