import type { RecordAnswer, RecordHeader } from '../contract/sealed-record.ts'
import * as audit from '../audit/audit.service.ts'
import * as kiosks from '../kiosks/kiosks.service.ts'
import type { Transaction } from '../platform/database/database.ts'
import { describeError } from '../platform/logger.ts'
import { placeOf } from './chain-rules.ts'
import * as inbox from './inbox.repository.ts'
import type { IntakeParts } from './intake-parts.ts'
import type { Prepared, Reading } from './prepare-record.ts'
import type { Unreadable } from './read-record.ts'
import { settleRecord, type Standing } from './settle-record.ts'
import { storedReceipt } from './stored-receipt.ts'

/** A parcel and what it turned out to be. */
interface Arrival<R extends Reading = Reading> {
  readonly parcel: Uint8Array
  readonly reading: R
}

/** A batch that was read and waits for its transaction. */
export interface ReadBatch {
  readonly kioskId: string
  readonly receivedAt: string
  /** In the order of the batch. */
  readonly arrivals: readonly Arrival[]
}

/** What is said of one record, and where that leaves the kiosk. */
interface Answered {
  readonly answer: RecordAnswer
  readonly standing: Standing
}

type Rejected = Pick<Unreadable, 'digest' | 'header'> & { readonly code: string }

const receiptAnswer = ({ recordId, receipt }: inbox.Arrived): RecordAnswer => ({
  kind: 'receipt',
  recordId,
  receipt: storedReceipt(receipt),
})

/** What arrived under the record's id before; a record that is not its kiosk's may not ask. */
async function earlier(tx: Transaction, reading: Reading): Promise<inbox.Arrived | undefined> {
  const isOwn = !('code' in reading) || reading.code !== 'record.signature-invalid'
  return isOwn && reading.header ? inbox.arrivedAs(tx, reading.header.recordId) : undefined
}

/** A rejected record leaves its mark, so that it is seen and the records after it need not wait for it. */
async function park(
  tx: Transaction,
  { standing, receivedAt }: { standing: Standing; receivedAt: string },
  { digest, header, code }: Rejected,
): Promise<Answered> {
  const { kioskId, lastSeq } = standing
  const isBehind = header !== undefined && header.seq <= lastSeq
  const row = { kioskId, digest, code, rejectedAt: receivedAt, afterSeq: isBehind ? -1 : lastSeq }
  const answer = { kind: 'rejected', digest, code, ...(header ? { recordId: header.recordId } : {}) } as const
  if (!(await inbox.insertRejected(tx, row))) return { answer, standing }
  const what = { actor: `kiosk:${kioskId}`, action: 'record.parked', subject: digest } as const
  const event = { at: receivedAt, ...what, detail: { code, seq: header?.seq ?? 0 } }
  return { answer, standing: { ...standing, audit: await audit.append(tx, standing.audit, event) } }
}

async function factsFor(tx: Transaction, { kioskId, lastSeq, lastDigest }: Standing, { seq }: RecordHeader) {
  const isAhead = seq > lastSeq
  const parked = seq > lastSeq + 1 ? await inbox.countRejected(tx, kioskId, lastSeq) : 0
  const here = isAhead ? undefined : await inbox.atPlace(tx, kioskId, seq)
  const next = isAhead ? undefined : await inbox.atPlace(tx, kioskId, seq + 1)
  return { lastSeq, lastDigest, parked, isTaken: here !== undefined, namedBySuccessor: next?.previousDigest }
}

async function settle(
  tx: Transaction,
  parts: IntakeParts,
  work: { standing: Standing; receivedAt: string; arrival: Arrival<Prepared> },
): Promise<Answered> {
  const { standing, receivedAt, arrival } = work
  const { header, digest } = arrival.reading
  const place = placeOf(header, digest, await factsFor(tx, standing, header))
  if (place === 'record.out-of-order')
    return { answer: { kind: 'again', recordId: header.recordId, code: place }, standing }
  if (place === 'record.conflict') return park(tx, work, { digest, header, code: place })
  const settled = await settleRecord(tx, parts, { standing, receivedAt, ...arrival, prepared: arrival.reading })
  const end = place === 'end' ? { lastSeq: header.seq, lastDigest: digest } : {}
  const answer = { kind: 'receipt', recordId: header.recordId, receipt: settled.receipt } as const
  return { answer, standing: { ...settled.standing, ...end } }
}

/** The very same record gets the same answer, whatever could be said of it today; another one under its id is a conflict. */
async function answerOne(
  tx: Transaction,
  parts: IntakeParts,
  work: { standing: Standing; receivedAt: string; arrival: Arrival },
): Promise<Answered> {
  const { standing, receivedAt, arrival } = work
  const { reading, parcel } = arrival
  const known = await earlier(tx, reading)
  if (known?.digest === reading.digest) return { answer: receiptAnswer(known), standing }
  if ('code' in reading) return park(tx, work, reading)
  if (known) return park(tx, work, { ...reading, code: 'record.conflict' })
  return settle(tx, parts, { standing, receivedAt, arrival: { reading, parcel } })
}

/** One record in a savepoint of its own: should it fail in a way nobody foresaw, it is asked for again and nothing else suffers. */
async function answerApart(
  tx: Transaction,
  parts: IntakeParts,
  work: { standing: Standing; receivedAt: string; arrival: Arrival },
): Promise<Answered> {
  try {
    return await tx.part(() => answerOne(tx, parts, work))
  } catch (cause) {
    const { standing, arrival } = work
    const recordId = arrival.reading.header?.recordId
    if (recordId === undefined || parts.database.isCollision(cause)) throw cause
    parts.logger.say('incident', { recordId, kioskId: standing.kioskId, ...describeError(cause) })
    return { answer: { kind: 'again', recordId, code: 'server.internal' }, standing }
  }
}

/**
 * Judges a batch record by record in the given transaction. Where the kiosk stands, the end of its records' chain and of its audit,
 * is read once and written once; in between it goes from record to record.
 */
export async function answerBatch(tx: Transaction, parts: IntakeParts, batch: ReadBatch): Promise<RecordAnswer[]> {
  const { kioskId, receivedAt, arrivals } = batch
  const before = await kiosks.chainOf(tx, kioskId)
  let standing: Standing = { kioskId, ...before, audit: await audit.endOf(tx, kioskId) }
  const answers: RecordAnswer[] = []
  for (const arrival of arrivals) {
    const answered = await answerApart(tx, parts, { standing, receivedAt, arrival })
    standing = answered.standing
    answers.push(answered.answer)
  }
  const { lastSeq: seq, lastDigest: digest } = standing
  if (seq !== before.lastSeq) await kiosks.moveChain(tx, kioskId, { seq, digest })
  return answers
}
