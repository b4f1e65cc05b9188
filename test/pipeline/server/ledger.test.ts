import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { canonicalJson } from '../../../sync-server/contract/canonical-json.ts'
import type { ServerKeys } from '../../../sync-server/contract/kiosk.ts'
import { exportLedger } from '../../../sync-server/ledger/ledger.service.ts'
import type { LedgerEnd } from '../../../sync-server/ledger/ledger-line.ts'
import { verifyLedger } from '../../../sync-server/ledger/verify-ledger.service.ts'
import type { ServerKeys as AllKeys } from '../../../sync-server/platform/keys/server-keys.ts'
import { documentOfPerson, phoneOfPerson } from '../../fixtures/server/build-record.ts'
import { freshFolder } from '../../fixtures/server/databases.ts'
import { startTestServer } from '../../fixtures/server/test-server.ts'

let lines: string[]
let keys: AllKeys
let pinned: ServerKeys

beforeAll(async () => {
  const server = await startTestServer()
  const kiosk = await server.kiosk()
  const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
  const wishes = [0.3, 0.9, 0.4].map((distance, n) => ({
    ...{ clerk, distance, document: documentOfPerson(n) },
    account: { by: 'new', phoneNumber: phoneOfPerson(n) } as const,
  }))
  await kiosk.deliver(wishes.map((wish) => kiosk.record(wish)))
  const { database, keys: own, clock } = server.foundation
  keys = own
  pinned = own.public
  lines = []
  await exportLedger({ reader: database.reader, keys, clock }, (line) => void lines.push(line))
  await server.close()
})

const textOf = (all: readonly string[]): string => `${all.join('\n')}\n`
const verified = (all: readonly string[]) => verifyLedger(textOf(all), [pinned])
const because = (all: readonly string[]): string[] => verified(all).faults.map((fault) => fault.because)

/** The ledger with one line changed, counted and signed again: what a server would hand out that changed its own books. */
function forged(change: (line: Record<string, never>) => unknown): string[] {
  const kept = lines.slice(0, -1).flatMap((line) => {
    const changed = change(JSON.parse(line) as Record<string, never>)
    return changed === undefined ? [] : [canonicalJson(changed)]
  })
  const count = (kind: string): number =>
    kept.filter((line) => (JSON.parse(line) as { kind: string }).kind === kind).length
  const { value } = JSON.parse(lines.at(-1) ?? '') as LedgerEnd
  const digest = createHash('sha256').update(textOf(kept)).digest('hex')
  const counts = {
    kiosks: count('kiosk'),
    records: count('record'),
    grants: count('grant'),
    auditLines: count('audit'),
  }
  return [...kept, canonicalJson({ kind: 'end', ...keys.sign({ ...value, ...counts, digest }) })]
}
const isThe = (line: Record<string, unknown>, kind: string, seq?: number): boolean =>
  line['kind'] === kind && (seq === undefined || canonicalJson(line['receipt'] ?? line).includes(`"seq":${seq},`))

test('an exported ledger is in order for whoever has the public key, and for nobody with another', () => {
  expect(verified(lines)).toMatchObject({ records: 3, grants: 2, faults: [] })
  const other = { ...pinned, signing: { ...pinned.signing, publicKey: pinned.sealing.publicKey } }
  expect(verifyLedger(textOf(lines), [other]).faults.length).toBeGreaterThan(3)
})
test('a ledger opens no record: it names nobody and shows no number', () => {
  const text = lines.map((line) => line.replace(/"bytes":"[^"]*"/, '')).join()
  expect(text).not.toMatch(/测试|119999|10000000/)
})
test('every flipped byte is noticed', () => {
  const text = Buffer.from(textOf(lines))
  const step = Math.ceil(text.length / 400)
  const unnoticed: number[] = []
  for (let at = 0; at < text.length - 1; at += step) {
    const changed = Buffer.from(text)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    if (verifyLedger(changed.toString('utf8'), [pinned]).faults.length === 0) unnoticed.push(at)
  }
  const end = text.length - 1 - (lines.at(-1)?.length ?? 0)
  for (let at = end; at < text.length - 1; at++) {
    const changed = Buffer.from(text)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    if (verifyLedger(changed.toString('utf8'), [pinned]).faults.length === 0) unnoticed.push(at)
  }
  expect(unnoticed).toEqual([])
}, 60_000)
test('a line taken out or cut off is noticed', () => {
  expect(because(lines.filter((_, i) => i !== 2))).toContain('lines-differ-from-end')
  expect(because(lines.slice(0, -1))).toContain('end-missing')
})
test.each([
  ['a record taken out', (line: object) => (isThe({ ...line }, 'record', 2) ? undefined : line), 'record-missing'],
  [
    'a receipt changed',
    (line: { receipt?: { value: object } }) =>
      isThe({ ...line }, 'record', 2)
        ? { ...line, receipt: { ...line.receipt, value: { ...line.receipt?.value, decision: 'granted', reasons: [] } } }
        : line,
    'receipt-not-signed',
  ],
  ['a grant taken out', (line: object) => (isThe({ ...line }, 'grant') ? undefined : line), 'granted-without-grant'],
  [
    'a grant for a returned record',
    (line: { recordId?: string }) =>
      isThe({ ...line }, 'grant') ? { ...line, recordId: '00000000-0000-7000-8000-000000000000' } : line,
    'grant-without-receipt',
  ],
  [
    'evidence taken away',
    (line: { evidence?: string[] }) =>
      isThe({ ...line }, 'grant') ? { ...line, evidence: line.evidence?.slice(1) } : line,
    'evidence-does-not-support',
  ],
  [
    'an audit line changed',
    (line: object) => (isThe({ ...line }, 'audit', 2) ? { ...line, actor: 'nobody' } : line),
    'audit-broken',
  ],
  [
    'another key for a kiosk',
    (line: object) => (isThe({ ...line }, 'kiosk') ? { ...line, publicKey: pinned.sealing.publicKey } : line),
    'record-not-signed',
  ],
])('%s is named, though the server has signed the whole again', (_what, change, fault) => {
  expect(because(forged(change as (line: Record<string, never>) => unknown))).toContain(fault)
})
test('an auditor runs it from the command line with two files', () => {
  const folder = freshFolder()
  const run = (all: readonly string[]): string => {
    writeFileSync(join(folder, 'ledger.jsonl'), textOf(all))
    writeFileSync(join(folder, 'keys.json'), JSON.stringify(pinned))
    const args = ['sync-server/cli/verify-ledger.ts', join(folder, 'keys.json'), join(folder, 'ledger.jsonl')]
    return execFileSync(process.execPath, args, { encoding: 'utf8', env: { PATH: process.env['PATH'] } })
  }
  expect(JSON.parse(run(lines))).toMatchObject({ verified: true, records: 3, grants: 2, faults: 0 })
  expect(() => run(lines.slice(1))).toThrow()
})
