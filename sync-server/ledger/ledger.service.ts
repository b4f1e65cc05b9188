import { createHash } from 'node:crypto'
import { canonicalJson } from '../contract/canonical-json.ts'
import { type SignedReceipt, splitBatch } from '../contract/sealed-record.ts'
import { eachLine } from '../audit/audit.service.ts'
import { recordsOf, senders } from '../intake/books.service.ts'
import { anyRecordKeyOf } from '../kiosks/kiosks.service.ts'
import { allGrants, kindsOfRecord } from '../levels/levels.service.ts'
import { type Clock, instant } from '../platform/clock.ts'
import type { Reader } from '../platform/database/database.ts'
import { rawPublicKey } from '../platform/keys/raw-keys.ts'
import type { ServerKeys } from '../platform/keys/server-keys.ts'
import { parseJson } from '../platform/schema.ts'
import type { LedgerEnd, LedgerLine } from './ledger-line.ts'

const base64Url = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')

/** The record at the head of a stored parcel. */
function recordIn(parcel: Uint8Array): Uint8Array {
  for (const piece of splitBatch(parcel)) return piece
  return parcel
}

async function* linesOfKiosk(reader: Reader, kioskId: string): AsyncGenerator<LedgerLine> {
  const key = await anyRecordKeyOf(reader, kioskId)
  if (!key) throw new Error('a kiosk that sent records is unknown')
  yield { kind: 'kiosk', kioskId, publicKey: rawPublicKey(key) }
  for await (const { parcel, receipt } of recordsOf(reader, kioskId)) {
    // The receipt was written by this server in this very shape; whether it still is one is for the verifier to say.
    yield { kind: 'record', bytes: base64Url(recordIn(parcel)), receipt: parseJson(receipt) as SignedReceipt }
  }
}

async function* grantLines(reader: Reader): AsyncGenerator<LedgerLine> {
  for (const { recordId, accountId, level, because } of await allGrants(reader)) {
    const evidence = [...(await kindsOfRecord(reader, recordId))]
    yield { kind: 'grant', recordId, accountId, level: level === 'L3' ? 'L3' : 'L4', because, evidence }
  }
}

const COUNTED = { kiosk: 'kiosks', record: 'records', grant: 'grants', audit: 'auditLines' } as const

/**
 * Writes everything that an auditor needs to check receipts, chains and grants with public keys only: sealed records, which
 * nobody without the server's sealing key can open, receipts, grants with their kinds of evidence, and the audit.
 */
export async function exportLedger(
  { reader, keys, clock }: { reader: Reader; keys: ServerKeys; clock: Clock },
  say: (line: string) => void,
): Promise<void> {
  const digest = createHash('sha256')
  const counts = { kiosks: 0, records: 0, grants: 0, auditLines: 0 }
  const write = (line: LedgerLine): void => {
    const text = canonicalJson(line)
    digest.update(`${text}\n`)
    counts[COUNTED[line.kind]]++
    say(text)
  }
  for (const kioskId of await senders(reader)) for await (const line of linesOfKiosk(reader, kioskId)) write(line)
  for await (const line of grantLines(reader)) write(line)
  await eachLine(reader, undefined, (line) => write({ kind: 'audit', ...line }))
  const value = { ...counts, digest: digest.digest('hex'), exportedAt: instant(clock.now()), keyId: keys.signingKeyId }
  const end: LedgerEnd = { kind: 'end', ...keys.sign(value) }
  say(canonicalJson(end))
}
