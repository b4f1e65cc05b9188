import { createHash, verify } from 'node:crypto'
import { canonicalJson } from '../contract/canonical-json.ts'
import type { ServerKeys } from '../contract/kiosk.ts'
import { CHAIN_START, RECORD_MAGIC, RecordHeader, splitRecord } from '../contract/sealed-record.ts'
import { firstBrokenLine } from '../audit/audit.service.ts'
import { decideLevel } from '../levels/levels.service.ts'
import { publicKeyOf } from '../platform/keys/raw-keys.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import { LedgerEnd, LedgerLine } from './ledger-line.ts'

type Of<K extends LedgerLine['kind']> = Extract<LedgerLine, { kind: K }>

/** Something in a ledger that cannot be true; `about` is a record, a kiosk, a home of the audit, or the number of a line. */
export interface LedgerFault {
  readonly about: string
  readonly because:
    | 'line-unreadable'
    | 'end-missing'
    | 'end-not-signed'
    | 'lines-differ-from-end'
    | 'record-not-signed'
    | 'record-twice'
    | 'record-missing'
    | 'not-chained'
    | 'receipt-not-signed'
    | 'receipt-about-another'
    | 'granted-without-grant'
    | 'grant-without-receipt'
    | 'evidence-does-not-support'
    | 'audit-line-missing'
    | 'audit-broken'
}
type Because = LedgerFault['because']

/** What a ledger holds, and what is wrong with it. */
export interface LedgerFindings {
  readonly records: number
  readonly grants: number
  readonly auditLines: number
  readonly faults: readonly LedgerFault[]
}

/** Whether a signature, in the only spelling that it has, is by this raw key over this text. */
function isSigned(text: Uint8Array, signature: string, rawKey: string | undefined): boolean {
  const key = rawKey === undefined ? undefined : publicKeyOf('ed25519', Buffer.from(rawKey, 'base64url'))
  const bytes = Buffer.from(signature, 'base64url')
  return key !== undefined && bytes.toString('base64url') === signature && verify(null, text, key, bytes)
}

/** Whether one of the trusted server keys, the named one, signed the value. */
function isByServer(keys: readonly ServerKeys[], signed: { value: { keyId: string }; signature: string }): boolean {
  const key = keys.find(({ signing }) => signing.id === signed.value.keyId)
  return isSigned(Buffer.from(canonicalJson(signed.value)), signed.signature, key?.signing.publicKey)
}

interface Opened {
  readonly line: Of<'record'>
  readonly header: RecordHeader
  readonly digest: string
}

/** The outside of a record, if its kiosk has signed all of it. */
function opened(line: Of<'record'>, kiosks: ReadonlyMap<string, string>): Opened | undefined {
  const parts = splitRecord(Buffer.from(line.bytes, 'base64url'))
  const header = parts && parseJson(Buffer.from(parts.header).toString('utf8'))
  if (!parts || !isValid(RecordHeader, header)) return undefined
  const digest = createHash('sha256').update(parts.signed).digest()
  const signature = Buffer.from(parts.signature).toString('base64url')
  const text = Buffer.concat([Buffer.from(RECORD_MAGIC), digest])
  return isSigned(text, signature, kiosks.get(header.kioskId))
    ? { line, header, digest: digest.toString('hex') }
    : undefined
}

/** Records of one kiosk in the order of its chain; a place may be empty, a link may not be false. */
function isChained(records: readonly Opened[]): boolean {
  return records.every(({ header }, i) => {
    const before = records[i - 1]
    if (before && header.seq <= before.header.seq) return false
    if (header.seq !== (before?.header.seq ?? 0) + 1) return true
    return header.previousDigest === (before?.digest ?? CHAIN_START)
  })
}

function receiptFault(keys: readonly ServerKeys[], { line, header, digest }: Opened): Because | undefined {
  if (!isByServer(keys, line.receipt)) return 'receipt-not-signed'
  const { recordId, kioskId, seq, digest: named } = line.receipt.value
  const isAbout = recordId === header.recordId && kioskId === header.kioskId && seq === header.seq && named === digest
  return isAbout ? undefined : 'receipt-about-another'
}

function auditFault({ line }: Opened, audit: ReadonlyMap<string, Of<'audit'>>): Because | undefined {
  const { kioskId, serverSeq, recordId, decision } = line.receipt.value
  const told = audit.get(`${kioskId} ${serverSeq}`)
  const detail = parseJson(told?.detail ?? '') as { recordId?: string } | undefined
  return told?.action === `record.${decision}` && detail?.recordId === recordId ? undefined : 'audit-line-missing'
}

function grantFault(grant: Of<'grant'>, receipts: ReadonlyMap<string, string>): Because | undefined {
  const { level, because } = decideLevel(new Set(grant.evidence))
  if (level !== grant.level || because !== grant.because) return 'evidence-does-not-support'
  return receipts.get(grant.recordId) === 'granted' ? undefined : 'grant-without-receipt'
}

const groupsOf = <T>(all: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, T[]> =>
  Map.groupBy(all, nameOf)

function recordFaults(lines: Lines, keys: readonly ServerKeys[]): LedgerFault[] {
  const kiosks = new Map(lines.kiosk.map(({ kioskId, publicKey }) => [kioskId, publicKey]))
  const audit = new Map(lines.audit.map((line) => [`${line.home} ${line.seq}`, line]))
  const grants = groupsOf(lines.grant, ({ recordId }) => recordId)
  const whole = lines.record.map((line) => opened(line, kiosks) ?? line.receipt.value.recordId)
  const good = whole.filter((one) => typeof one !== 'string')
  const faults: LedgerFault[] = whole
    .filter((one) => typeof one === 'string')
    .map((about) => ({ about, because: 'record-not-signed' }))
  for (const record of good) {
    const { recordId: about } = record.header
    const isGranted = record.line.receipt.value.decision === 'granted'
    const isTold = !isGranted || grants.get(about)?.length === 1
    const because =
      receiptFault(keys, record) ?? auditFault(record, audit) ?? (isTold ? undefined : 'granted-without-grant')
    if (because) faults.push({ about, because })
  }
  for (const [about, same] of groupsOf(good, ({ header }) => header.recordId)) {
    if (same.length > 1) faults.push({ about, because: 'record-twice' })
  }
  for (const [about, records] of groupsOf(good, ({ header }) => header.kioskId)) {
    if (!isChained(records)) faults.push({ about, because: 'not-chained' })
  }
  return faults
}

function grantFaults(lines: Lines): LedgerFault[] {
  const receipts = new Map(lines.record.map(({ receipt: { value } }) => [value.recordId, value.decision]))
  return lines.grant.flatMap((grant) => {
    const because = grantFault(grant, receipts)
    return because ? [{ about: grant.recordId, because }] : []
  })
}

const DECIDED = new Set(['record.granted', 'record.returned'])

/** Decisions that the audit tells of and whose record is not there. */
function missingRecords(lines: Lines): LedgerFault[] {
  const known = new Set(lines.record.map(({ receipt }) => receipt.value.recordId))
  const told = lines.audit.filter(({ action }) => DECIDED.has(action))
  return told
    .map(({ detail }) => String((parseJson(detail) as { recordId?: string } | undefined)?.recordId))
    .filter((recordId) => !known.has(recordId))
    .map((about) => ({ about, because: 'record-missing' }))
}

function auditFaults(lines: Lines): LedgerFault[] {
  return [...groupsOf(lines.audit, ({ home }) => home)].flatMap(([about, of]) => {
    const plain = of.map(({ kind: _kind, ...line }) => line)
    return firstBrokenLine(about, plain) ? [{ about, because: 'audit-broken' as const }] : []
  })
}

type Lines = { readonly [K in LedgerLine['kind']]: Of<K>[] }

function endFault(texts: readonly string[], lines: Lines, keys: readonly ServerKeys[]): Because | undefined {
  const last = texts.at(-1) ?? ''
  const end = parseJson(last)
  if (!isValid(LedgerEnd, end) || canonicalJson(end) !== last) return 'end-missing'
  if (!isByServer(keys, end)) return 'end-not-signed'
  const digest = createHash('sha256')
  for (const text of texts.slice(0, -1)) digest.update(`${text}\n`)
  const { kiosks, records, grants, auditLines } = end.value
  const counted = [lines.kiosk, lines.record, lines.grant, lines.audit].map(({ length }) => length)
  const isSame = counted.join() === [kiosks, records, grants, auditLines].join()
  return isSame && digest.digest('hex') === end.value.digest ? undefined : 'lines-differ-from-end'
}

/** Checks a ledger with the server's public keys and nothing else; every fault is named. */
export function verifyLedger(text: string, keys: readonly ServerKeys[]): LedgerFindings {
  const texts = text.replace(/\n$/, '').split('\n')
  const lines: Lines = { kiosk: [], record: [], grant: [], audit: [] }
  const faults: LedgerFault[] = []
  for (const [i, one] of texts.slice(0, -1).entries()) {
    const line = parseJson(one)
    if (isValid(LedgerLine, line)) (lines[line.kind] as LedgerLine[]).push(line)
    else faults.push({ about: String(i + 1), because: 'line-unreadable' })
  }
  const end = endFault(texts, lines, keys)
  if (end) faults.push({ about: String(texts.length), because: end })
  faults.push(...recordFaults(lines, keys), ...grantFaults(lines), ...auditFaults(lines), ...missingRecords(lines))
  return { records: lines.record.length, grants: lines.grant.length, auditLines: lines.audit.length, faults }
}
