import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { emptyChain, headOf, setHead } from '../../electron/outbox/chain.ts'
import { enqueue } from '../../electron/outbox/enqueue.ts'
import { openStore, type Store } from '../../electron/store/store.ts'
import { seal, type SealedRecord } from '../../electron/vault/seal.ts'
import { type BenchLine, interleave, line } from './rounds.ts'
import { sampleAttachments, sampleLog } from './sample-session.ts'

const ROUNDS = 9
const RECORDS = 200
/** Before the clock runs: a log that still grows on disk costs more than one that is written over, as it is all day. */
const WARM_UP = 250
const KIOSK = '00000000-0000-7000-8000-000000000000'

function sealedRecords(): SealedRecord[] {
  const keys = {
    signing: generateKeyPairSync('ed25519').privateKey,
    sealing: generateKeyPairSync('x25519').publicKey,
    sealingKeyId: 'bench',
  }
  return Array.from({ length: WARM_UP + RECORDS }, (_, i) => {
    const log = sampleLog(KIOSK)
    const plain = { log, attachments: sampleAttachments(), sealedAt: log.finishedAt }
    return seal(keys, plain, { seq: i + 1, previousDigest: emptyChain.digest })
  })
}

function store(folder: string): Store {
  const path = join(folder, `${randomUUID()}.db`)
  return openStore({ path, nativeBinding: undefined, now: () => new Date(), recover: () => undefined })
}

/** Items a second, without the first ones. */
function rate<T>(items: readonly T[], work: (item: T) => void): number {
  for (const item of items.slice(0, WARM_UP)) work(item)
  const begin = performance.now()
  for (const item of items.slice(WARM_UP)) work(item)
  return ((items.length - WARM_UP) * 1000) / (performance.now() - begin)
}

function enqueueAll(folder: string, records: readonly SealedRecord[]): number {
  const into = store(folder)
  const line = { receiptNumber: '0000-0000-0000', finishedAt: '2026-11-22T02:00:00.000Z', staffNumber: '1001' }
  const figure = rate(records, (record) => {
    into.write((sql) => {
      const head = headOf(sql, KIOSK) ?? emptyChain
      enqueue(sql, record, line)
      setHead(sql, KIOSK, { seq: head.seq + 1, digest: record.digest })
    })
  })
  into.close()
  return figure
}

function insertAll(folder: string, records: readonly SealedRecord[]): number {
  const database = new Database(join(folder, `${randomUUID()}.db`))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('create table records (id integer primary key, bytes blob not null) strict')
  const insert = database.prepare('insert into records (bytes) values (?)')
  const whole = records.map((r) => Buffer.concat([r.bytes, ...r.attachments.map(({ bytes }) => bytes)]))
  const figure = rate(whole, (bytes) => void insert.run(bytes))
  database.close()
  return figure
}

/** Storing a sealed record durably against one bare insert of the same bytes with the same durability. */
export async function run(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-bench-'))
  const records = sealedRecords()
  try {
    const figures = await interleave(
      ROUNDS,
      () => enqueueAll(folder, records),
      () => insertAll(folder, records),
    )
    const about = { name: 'enqueue-60k', unit: 'records/s', rounds: ROUNDS, target: 'ratio >= 0.85' }
    return [line(about, figures, figures.ratio >= 0.85)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
