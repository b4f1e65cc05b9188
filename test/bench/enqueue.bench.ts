import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { emptyChain, headOf, setHead } from '../../electron/outbox/chain.ts'
import { enqueue } from '../../electron/outbox/enqueue.ts'
import { openStore, type Store } from '../../electron/store/store.ts'
import { seal, type SealedRecord } from '../../electron/vault/seal.ts'
import { type BenchLine, line, median } from './rounds.ts'
import { sampleAttachments, sampleLog } from './sample-session.ts'

const ROUNDS = 3
/** Three turns from log to file, whose cost belongs to storing as well. */
const RECORDS = 1200
/** Before the clock runs: a log that still grows on disk costs more than one that is written over, as it is all day. */
const WARM_UP = 450
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

/** One way of storing: what it does with a record, and the milliseconds that it has spent. */
interface Way {
  readonly store: (record: SealedRecord) => void
  readonly close: () => void
  spentMs: number
}

function product(folder: string): Way {
  const into = store(folder)
  const line = { receiptNumber: '0000-0000-0000', finishedAt: '2026-11-22T02:00:00.000Z', staffNumber: '1001' }
  const keep = (record: SealedRecord): void =>
    into.write((sql) => {
      const head = headOf(sql, KIOSK) ?? emptyChain
      enqueue(sql, record, line)
      setHead(sql, KIOSK, { seq: head.seq + 1, digest: record.digest })
    })
  return { store: keep, close: () => into.close(), spentMs: 0 }
}

function bare(folder: string, wholes: ReadonlyMap<SealedRecord, Buffer>): Way {
  const database = new Database(join(folder, `${randomUUID()}.db`))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('create table records (id integer primary key, bytes blob not null) strict')
  const insert = database.prepare('insert into records (bytes) values (?)')
  return { store: (record) => void insert.run(wholes.get(record)), close: () => void database.close(), spentMs: 0 }
}

function timed(way: Way, record: SealedRecord, isWarm: boolean): void {
  const begin = performance.now()
  way.store(record)
  if (isWarm) way.spentMs += performance.now() - begin
}

/** Both ways in turns record by record: a disk whose waits differ from second to second is the same disk for both. */
function round(folder: string, records: readonly SealedRecord[], wholes: ReadonlyMap<SealedRecord, Buffer>) {
  const ways: [Way, Way] = [product(folder), bare(folder, wholes)]
  for (const [i, record] of records.entries()) {
    for (const way of i % 2 === 0 ? ways : ways.toReversed()) timed(way, record, i >= WARM_UP)
  }
  for (const way of ways) way.close()
  const [value, baseline] = ways.map(({ spentMs }) => (RECORDS * 1000) / spentMs) as [number, number]
  return { value, baseline, ratio: value / baseline }
}

/** Storing a sealed record durably against one bare insert of the same bytes with the same durability. */
export function run(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-bench-'))
  const records = sealedRecords()
  const wholes = new Map(records.map((r) => [r, Buffer.concat([r.bytes, ...r.attachments.map(({ bytes }) => bytes)])]))
  try {
    const rounds = Array.from({ length: ROUNDS }, () => round(folder, records, wholes))
    const figures = {
      value: median(rounds.map(({ value }) => value)),
      baseline: median(rounds.map(({ baseline }) => baseline)),
      ratio: median(rounds.map(({ ratio }) => ratio)),
    }
    const about = { name: 'enqueue-60k', unit: 'records/s', rounds: ROUNDS, target: 'ratio >= 0.85' }
    return Promise.resolve([line(about, figures, figures.ratio >= 0.85)])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
