import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { documentOfPerson, phoneOfPerson } from '../../fixtures/server/build-record.ts'
import { startTestServer } from '../../fixtures/server/test-server.ts'

let dataDir: string
let kioskId: string
let heads: unknown

interface Report {
  readonly verified: boolean
  readonly faults: readonly { home?: string; seq?: number; because: string }[]
}

/** Runs the verifier as an auditor would, from the command line. */
function verify(...words: string[]): Report & { heads: unknown } {
  const options = { env: { ...process.env, HALL_DATA: dataDir }, encoding: 'utf8' } as const
  let output: string
  try {
    output = execFileSync(process.execPath, ['sync-server/cli/verify.ts', ...words], options)
  } catch (error) {
    output = (error as { stdout: string }).stdout
  }
  const lines = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { fault?: Report['faults'][number]; heads?: unknown; verified?: boolean })
  return {
    verified: lines.at(-1)?.verified ?? false,
    faults: lines.flatMap(({ fault }) => (fault ? [fault] : [])),
    heads: lines.find((line) => line.heads)?.heads,
  }
}

/** Changes the database as somebody would who has the file, and puts it back afterwards. */
function tampered(statements: readonly string[], ...words: string[]): Report {
  const database = new Database(join(dataDir, 'hall.sqlite'))
  const before = database.serialize()
  database.pragma('foreign_keys = OFF')
  const triggers = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all() as string[]
  for (const name of triggers) database.exec(`DROP TRIGGER ${name}`)
  for (const statement of statements) database.exec(statement)
  database.close()
  const report = verify(...words)
  writeFileSync(join(dataDir, 'hall.sqlite'), before)
  return report
}

beforeAll(async () => {
  const server = await startTestServer()
  dataDir = server.dataDir
  const kiosk = await server.kiosk()
  kioskId = kiosk.id
  const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
  const records = Array.from({ length: 5 }, (_, n) =>
    kiosk.record({ clerk, account: { by: 'new', phoneNumber: phoneOfPerson(n) }, document: documentOfPerson(n) }),
  )
  await kiosk.deliver(records)
  await server.close()
  heads = verify().heads
})

test('untouched books are in order', () => expect(verify()).toMatchObject({ verified: true, faults: [] }))
test.each([
  [
    'a changed line',
    [`UPDATE audit SET action = 'record.returned' WHERE home = ? AND seq = 4`],
    { seq: 4, because: 'changed' },
  ],
  ['a line taken out', [`DELETE FROM audit WHERE home = ? AND seq = 3`], { seq: 3, because: 'missing' }],
  [
    'two lines exchanged',
    [
      `UPDATE audit SET seq = 100 WHERE home = ? AND seq = 4`,
      `UPDATE audit SET seq = 4 WHERE home = ? AND seq = 5`,
      `UPDATE audit SET seq = 5 WHERE home = ? AND seq = 100`,
    ],
    { seq: 4, because: 'not-chained' },
  ],
])('%s is named as the first bad one', (_what, statements, fault) => {
  const report = tampered(statements.map((statement) => statement.replace('?', `'${kioskId}'`)))
  expect(report.verified).toBe(false)
  expect(report.faults[0]).toMatchObject({ home: kioskId, ...fault })
})
test('lines cut off at the end are noticed by receipts, and by heads that were kept elsewhere', () => {
  const cut = [
    `DELETE FROM audit WHERE home = '${kioskId}' AND seq = (SELECT MAX(seq) FROM audit WHERE home = '${kioskId}')`,
  ]
  expect(tampered(cut).faults).toEqual([{ kioskId, seq: 5, because: 'audit-line-missing' }])
  const file = join(dataDir, 'heads.json')
  writeFileSync(file, JSON.stringify(heads))
  expect(tampered(cut, '--heads', file).faults[0]).toMatchObject({ home: kioskId, because: 'shorter-than-known' })
})
test.each([
  ['a level raised by hand', [`UPDATE accounts SET level = 'L2' WHERE level = 'L4'`], 'level-differs-from-grants'],
  ['evidence taken away', [`DELETE FROM evidence WHERE kind = 'face-match'`], 'evidence-differs-from-record'],
  [
    'a changed record',
    [`UPDATE inbox SET parcel = CAST(x'01' || substr(parcel, 2) AS BLOB) WHERE seq = 2`],
    'record-changed',
  ],
  [
    'a changed decision',
    [`UPDATE inbox SET decision = 'returned', reasons = '["x"]' WHERE seq = 2`],
    'receipt-differs',
  ],
  [
    'a changed receipt',
    [`UPDATE inbox SET receipt = replace(receipt, 'granted', 'returned') WHERE seq = 2`],
    'receipt-invalid',
  ],
  ['a record taken out', [`UPDATE inbox SET previous_digest = 'x' WHERE seq = 3`], 'not-chained'],
])('%s is noticed', (_what, statements, because) => {
  const report = tampered(statements)
  expect(report.verified).toBe(false)
  expect(report.faults.map((fault) => fault.because)).toContain(because)
})
