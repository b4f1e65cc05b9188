import { failures, type FailureCode } from '../contract/failure.ts'
import { grantedWords, levelName } from '../contract/level.ts'
import type { ReceiptStatus } from '../contract/route.ts'
import type { RecordAnswer } from '../contract/sealed-record.ts'
import * as kiosks from '../kiosks/kiosks.service.ts'
import { instant } from '../platform/clock.ts'
import { parseJson } from '../platform/schema.ts'
import { answerBatch } from './answer-batch.ts'
import * as inbox from './inbox.repository.ts'
import type { IntakeParts } from './intake-parts.ts'
import { meterRecord } from './meter-record.ts'
import { parcelsOf } from './read-record.ts'
import { storedReceipt } from './stored-receipt.ts'

/** Takes in a batch: one durable transaction, one answer per record in the order of the batch. */
export async function takeIn(
  parts: IntakeParts,
  kioskId: string,
  batch: Uint8Array,
): Promise<{ answers: RecordAnswer[] }> {
  const parcels = parcelsOf(batch)
  const receivedAt = instant(parts.clock.now())
  const kiosk = { kioskId, key: await kiosks.recordKeyOf(parts, kioskId) }
  const readings = await parts.records.readAll(parcels, kiosk)
  const arrivals = readings.map((reading, i) => ({ reading, parcel: parcels[i] ?? new Uint8Array() }))
  const answers = await parts.database.write((tx) => answerBatch(tx, parts, { kioskId, receivedAt, arrivals }))
  for (const [i, answer] of answers.entries()) meterRecord(parts.metrics, answer, { reading: readings[i], receivedAt })
  return { answers }
}

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
