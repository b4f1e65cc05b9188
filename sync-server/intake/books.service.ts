import type { KeyObject } from 'node:crypto'
import { canonicalJson } from '../contract/canonical-json.ts'
import { evidenceOf } from '../contract/evidence.ts'
import { CHAIN_START, SignedReceipt } from '../contract/sealed-record.ts'
import { lineAt } from '../audit/audit.service.ts'
import { anyRecordKeyOf } from '../kiosks/kiosks.service.ts'
import { kindsOfRecord } from '../levels/levels.service.ts'
import type { Reader } from '../platform/database/database.ts'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import type { Tables } from '../platform/database/tables.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import { recordsOf, senders } from './inbox.repository.ts'
import { flowOf, prepareRecord } from './prepare-record.ts'

/** Everything that arrived, for whoever writes it out. */
export { recordsOf, senders } from './inbox.repository.ts'

type Row = Tables['inbox']

/** A stored record that does not hold what the books say of it. */
export interface RecordFault {
  readonly kioskId: string
  readonly seq: number
  readonly because:
    | 'record-changed'
    | 'not-chained'
    | 'receipt-invalid'
    | 'receipt-differs'
    | 'audit-line-missing'
    | 'evidence-differs-from-record'
}

type Because = RecordFault['because'] | undefined

function receiptFault(row: Row, keys: ServerKeys): Because {
  const receipt = parseJson(row.receipt)
  if (!isValid(SignedReceipt, receipt) || !keys.isSigned(receipt)) return 'receipt-invalid'
  const { recordId, kioskId, seq, digest, decision, reasons, receivedAt } = receipt.value
  const said = canonicalJson({ recordId, kioskId, seq, digest, decision, reasons: canonicalJson(reasons), receivedAt })
  const { recordId: id, kioskId: kiosk, seq: place, digest: hash, decision: kept, reasons: why, receivedAt: at } = row
  const stored = {
    recordId: id,
    kioskId: kiosk,
    seq: place,
    digest: hash,
    decision: kept,
    reasons: why,
    receivedAt: at,
  }
  return said === canonicalJson(stored) ? undefined : 'receipt-differs'
}

async function auditFault(reader: Reader, row: Row): Promise<Because> {
  const receipt = parseJson(row.receipt) as SignedReceipt
  const line = await lineAt(reader, row.kioskId, receipt.value.serverSeq)
  const detail = parseJson(line?.detail ?? '') as { recordId?: string } | undefined
  const isThere = line?.action === `record.${row.decision}` && detail?.recordId === row.recordId
  return isThere ? undefined : 'audit-line-missing'
}

/** Opens the record again and compares what it holds with the evidence that the books name. */
async function contentFault(reader: Reader, row: Row, parts: { keys: ServerKeys; key: KeyObject }): Promise<Because> {
  const reading = prepareRecord(row.parcel, { kioskId: row.kioskId, key: parts.key }, parts.keys.opening)
  if ('code' in reading || reading.digest !== row.digest || reading.header.seq !== row.seq) return 'record-changed'
  if (row.decision === 'returned') return undefined
  if (!reading.isWhole) return 'evidence-differs-from-record'
  const held = new Set(evidenceOf(flowOf(reading), reading.log.entries).map(({ kind }) => kind))
  const kept = await kindsOfRecord(reader, row.recordId)
  const isSame = held.size === kept.size && [...held].every((kind) => kept.has(kind))
  return isSame ? undefined : 'evidence-differs-from-record'
}

function chainFault(row: Row, before: { seq: number; digest: string }): Because {
  const isNext = row.seq === before.seq + 1
  return !isNext || row.previousDigest === before.digest ? undefined : 'not-chained'
}

async function faultOf(
  reader: Reader,
  row: Row,
  parts: { keys: ServerKeys; key: KeyObject; before: { seq: number; digest: string } },
): Promise<Because> {
  return (
    chainFault(row, parts.before) ??
    receiptFault(row, parts.keys) ??
    (await contentFault(reader, row, parts)) ??
    (await auditFault(reader, row))
  )
}

async function verifySender(reader: Reader, keys: ServerKeys, kioskId: string) {
  const faults: RecordFault[] = []
  const key = await anyRecordKeyOf(reader, kioskId)
  if (!key) throw new Error('a kiosk that sent records is unknown')
  let before = { seq: 0, digest: CHAIN_START }
  let count = 0
  for await (const row of recordsOf(reader, kioskId)) {
    const because = await faultOf(reader, row, { keys, key, before })
    if (because) faults.push({ kioskId, seq: row.seq, because })
    before = row
    count++
  }
  return { count, faults }
}

/** Goes through every stored record: chain, signatures, receipts, audit lines, and the evidence inside, opened again. */
export async function verifyRecords(
  reader: Reader,
  keys: ServerKeys,
): Promise<{ records: number; faults: readonly RecordFault[] }> {
  const all = { records: 0, faults: [] as RecordFault[] }
  for (const kioskId of await senders(reader)) {
    const { count, faults } = await verifySender(reader, keys, kioskId)
    all.records += count
    all.faults.push(...faults)
  }
  return all
}
