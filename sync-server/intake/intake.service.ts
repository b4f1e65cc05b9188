import { setImmediate as nextTurn } from 'node:timers/promises'
import { failures, type FailureCode } from '../contract/failure.ts'
import { grantedWords, levelName } from '../contract/level.ts'
import { type RecordAnswer, type RecordHeader, SignedReceipt } from '../contract/sealed-record.ts'
import type { ReceiptStatus } from '../contract/route.ts'
import * as audit from '../audit/audit.service.ts'
import * as kiosks from '../kiosks/kiosks.service.ts'
import { instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import { describeError } from '../platform/logger.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import { placeOf } from './chain-rules.ts'
import * as inbox from './inbox.repository.ts'
import type { IntakeParts } from './intake-parts.ts'
import type { Prepared } from './prepare-record.ts'
import { parcelsOf, type ReadRecord, type Unreadable } from './read-record.ts'
import { timedRun } from '../way-times/way-times.service.ts'
import { settleRecord } from './settle-record.ts'

/** Records of a batch that are worked on at the same time. */
const AT_ONCE = 16

type Rejected = { readonly digest: string; readonly header: RecordHeader | undefined; readonly code: FailureCode }
/** A record on its way through the intake, before the transaction that settles it. */
type Pending = { readonly answer: RecordAnswer } | { readonly reject: Rejected } | { readonly settle: Prepared }

const rejected = ({ digest, header, code }: Rejected): RecordAnswer => ({
  kind: 'rejected',
  digest,
  code,
  ...(header ? { recordId: header.recordId } : {}),
})

function storedReceipt(text: string): SignedReceipt {
  const receipt = parseJson(text)
  if (!isValid(SignedReceipt, receipt)) throw new Error('a stored receipt is none')
  return receipt
}

function receiptAnswer(row: inbox.Arrived): RecordAnswer {
  return { kind: 'receipt', recordId: row.recordId, receipt: storedReceipt(row.receipt) }
}

/** What is known about a record from an earlier delivery; the same bytes get the same receipt. */
function repeated(row: inbox.Arrived | undefined, { header, digest }: ReadRecord): Pending | undefined {
  if (!row) return undefined
  return row.digest === digest
    ? { answer: receiptAnswer(row) }
    : { reject: { digest, header, code: 'record.conflict' } }
}

async function prepare(parts: IntakeParts, record: ReadRecord | Unreadable): Promise<Pending> {
  if ('code' in record) return { reject: record }
  const { reader } = parts.database
  const known = repeated(await inbox.arrivedAs(reader, record.header.recordId), record)
  if (known) return known
  const prepared = await parts.records.prepare(record)
  const { header, digest } = record
  if ('code' in prepared) return { reject: { digest, header, code: prepared.code } }
  return { settle: prepared }
}

/** Signatures are verified beside the event loop while the next records are opened; between groups others get their turn. */
async function prepareAll(parts: IntakeParts, kioskId: string, parcels: readonly Uint8Array[]): Promise<Pending[]> {
  const kiosk = { kioskId, key: await kiosks.recordKeyOf(parts, kioskId) }
  const pending: Pending[] = []
  for (let first = 0; first < parcels.length; first += AT_ONCE) {
    const group = parcels.slice(first, first + AT_ONCE)
    pending.push(
      ...(await Promise.all(group.map(async (parcel) => prepare(parts, await parts.records.read(parcel, kiosk))))),
    )
    await nextTurn()
  }
  return pending
}

async function factsFor(tx: Transaction, kioskId: string, header: RecordHeader) {
  const chain = await kiosks.chainOf(tx, kioskId)
  const isAhead = header.seq > chain.lastSeq
  const parked = header.seq > chain.lastSeq + 1 ? await inbox.countRejected(tx, kioskId, chain.lastSeq) : 0
  const here = isAhead ? undefined : await inbox.atPlace(tx, kioskId, header.seq)
  const next = isAhead ? undefined : await inbox.atPlace(tx, kioskId, header.seq + 1)
  return { chain, facts: { ...chain, parked, isTaken: here !== undefined, namedBySuccessor: next?.previousDigest } }
}

/** A rejected record leaves its mark, so that it is seen and the records after it need not wait for it. */
async function park(tx: Transaction, work: { kioskId: string; receivedAt: string; reject: Rejected }) {
  const { kioskId, receivedAt, reject } = work
  const { lastSeq } = await kiosks.chainOf(tx, kioskId)
  const isBehind = reject.header !== undefined && reject.header.seq <= lastSeq
  const row = { kioskId, digest: reject.digest, code: reject.code, rejectedAt: receivedAt }
  const isNew = await inbox.insertRejected(tx, { ...row, afterSeq: isBehind ? -1 : lastSeq })
  if (isNew) {
    const detail = { code: reject.code, seq: reject.header?.seq ?? 0 }
    const event = {
      at: receivedAt,
      actor: `kiosk:${kioskId}`,
      action: 'record.parked',
      subject: reject.digest,
      detail,
    } as const
    await audit.record(tx, kioskId, event)
  }
  return rejected(reject)
}

async function settle(
  tx: Transaction,
  parts: IntakeParts,
  work: { kioskId: string; receivedAt: string; prepared: Prepared },
): Promise<RecordAnswer> {
  const { kioskId, receivedAt, prepared } = work
  const { record } = prepared
  const { header, digest } = record
  const known = repeated(await inbox.arrivedAs(tx, header.recordId), record)
  if (known && 'answer' in known) return known.answer
  const { chain, facts } = await factsFor(tx, kioskId, header)
  const place = known ? 'record.conflict' : placeOf(header, digest, facts)
  if (place === 'record.out-of-order') return { kind: 'again', recordId: header.recordId, code: place }
  if (place === 'record.conflict') {
    return park(tx, { kioskId, receivedAt, reject: { digest, header, code: place } })
  }
  const arrival = { kioskId, receivedAt, pinnedSamId: chain.samId ?? undefined }
  const receipt = await settleRecord(tx, parts, { prepared, arrival })
  if (place === 'end') await kiosks.moveChain(tx, kioskId, { seq: header.seq, digest })
  return { kind: 'receipt', recordId: header.recordId, receipt }
}

/** One record in a savepoint of its own: should it fail in a way nobody foresaw, it is asked for again and nothing else suffers. */
async function answerOne(
  tx: Transaction,
  parts: IntakeParts,
  work: { kioskId: string; receivedAt: string; pending: Pending },
): Promise<RecordAnswer> {
  const { pending, ...rest } = work
  if ('answer' in pending) return pending.answer
  if ('reject' in pending) return park(tx, { ...rest, reject: pending.reject })
  const { recordId } = pending.settle.record.header
  try {
    return await tx.part(() => settle(tx, parts, { ...rest, prepared: pending.settle }))
  } catch (cause) {
    if (parts.database.isCollision(cause)) throw cause
    parts.logger.say('incident', { recordId, kioskId: rest.kioskId, ...describeError(cause) })
    return { kind: 'again', recordId, code: 'server.internal' }
  }
}

/** Takes in a batch: one durable transaction, one answer per record in the order of the batch. */
export async function takeIn(
  parts: IntakeParts,
  kioskId: string,
  batch: Uint8Array,
): Promise<{ answers: RecordAnswer[] }> {
  const parcels = parcelsOf(batch)
  const receivedAt = instant(parts.clock.now())
  const pending = await prepareAll(parts, kioskId, parcels)
  const answers = await parts.database.write(async (tx) => {
    const given: RecordAnswer[] = []
    for (const one of pending) given.push(await answerOne(tx, parts, { kioskId, receivedAt, pending: one }))
    return given
  })
  for (const [i, answer] of answers.entries()) meter(parts, answer, pending[i])
  return { answers }
}

/** Counts what came of a record, and how long its way took when it was settled now. */
function meter({ metrics }: IntakeParts, answer: RecordAnswer, pending: Pending | undefined): void {
  metrics.record(answer.kind === 'receipt' ? decisionOf(answer.receipt) : answer.kind)
  if (answer.kind !== 'receipt' || !pending || !('settle' in pending)) return
  const { flow, log, isWhole } = pending.settle
  const run = isWhole ? timedRun(flow, log) : undefined
  if (run) metrics.verified(run.way, log.kioskId, run.seconds)
}

const decisionOf = (receipt: { value: { decision: 'granted' | 'returned' } }): 'granted' | 'returned' =>
  receipt.value.decision

/** What anyone who holds a receipt number may know: whether it has been granted, and nothing about the person. */
export async function statusOf(parts: Pick<IntakeParts, 'database'>, receiptNumber: string): Promise<ReceiptStatus> {
  const isNumber = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/.test(receiptNumber)
  const row = isNumber ? await inbox.byReceiptNumber(parts.database.reader, receiptNumber) : undefined
  if (!row) {
    const action = '窗口离线受理的，联网后自动补传，请稍后再查；请核对回执编号'
    return { receiptNumber: isNumber ? receiptNumber : '', status: 'not-arrived', title: '还没有收到这份办理', action }
  }
  if (row.decision === 'granted') {
    const { level = 'L4' } = storedReceipt(row.receipt).value
    const action = `您可以使用需要${levelName[level]}的服务`
    return { receiptNumber, status: 'granted', title: grantedWords(level), action }
  }
  const code = (parseJson(row.reasons) as FailureCode[])[0] ?? 'evidence.incomplete'
  return { receiptNumber, status: 'returned', title: `未通过：${failures[code].title}`, action: failures[code].action }
}
