import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordAnswer } from '../../sync-server/contract/sealed-record.ts'
import type { SealedForTest } from '../fixtures/server/build-record.ts'
import { TestKiosk } from '../fixtures/server/test-kiosk.ts'
import { Books } from './books.ts'
import { nextRecord, startShimmedServer } from './disk/record-disks.ts'
import { seeded, type Drill } from './drill.ts'

const kills = Number(process.env['HALL_FAULT_SERVER_KILLS'] ?? 20)
const perBatch = 6
/** A server that starts and takes two batches in calls the disk about as often; one that gets further is killed at its end. */
const [soonest, calls] = [20, 300]

type Told = Map<string, string>

async function send(kiosk: TestKiosk, records: readonly SealedForTest[], told: Told): Promise<void> {
  const receiptOf = (answer: RecordAnswer): void => {
    if (answer.kind === 'receipt') told.set(answer.recordId, answer.receipt.signature)
  }
  for (let i = 0; i < records.length; i += perBatch) {
    ;(await kiosk.deliver(records.slice(i, i + perBatch))).forEach(receiptOf)
  }
}

/** One server that is to die at some call; everything is sent to it for as long as it lives. */
async function oneLife(dataDir: string, at: number, work: (url: string) => Promise<void>): Promise<void> {
  const server = await startShimmedServer(dataDir, { fault: at % 2 === 0 ? 'kill' : 'cut', at })
  if (!server) return
  const { process: child, url } = server
  const died = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve()
  await work(url).catch(() => undefined)
  child.kill('SIGKILL')
  await died
}

/** Starts the server for the last time, sends everything once more and lets it end by itself. */
async function finish(dataDir: string, kiosk: TestKiosk, records: readonly SealedForTest[]): Promise<Told> {
  const server = await startShimmedServer(dataDir, {})
  if (!server) throw new Error('the server does not start any more')
  Object.assign(kiosk, { url: server.url })
  const told: Told = new Map()
  await send(kiosk, records, told)
  server.process.kill('SIGTERM')
  await once(server.process, 'exit')
  return told
}

async function onFolder(folder: string, seed: number) {
  const random = seeded(seed)
  const dataDir = join(folder, 'server')
  const first = await startShimmedServer(dataDir, {})
  if (!first) throw new Error('the server does not start')
  const kiosk = await TestKiosk.enrol(first.url, first.enrolmentCode)
  const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
  first.process.kill('SIGKILL')
  await once(first.process, 'exit')
  const records: SealedForTest[] = []
  const told: Told = new Map()
  for (let i = 0; i < kills; i++) {
    for (let n = 0; n < perBatch; n++) records.push(nextRecord(kiosk, clerk, records.length))
    await oneLife(dataDir, soonest + Math.floor(random() * calls), (url) => {
      Object.assign(kiosk, { url })
      return send(kiosk, records.slice(-2 * perBatch), told)
    })
  }
  const last = await finish(dataDir, kiosk, records)
  const changed = [...told].filter(([id, signature]) => last.get(id) !== signature).length
  const books = new Books(folder)
  const doubled = books.grants().length - new Set(books.grants()).size
  return { records: records.length, lost: records.length - last.size + changed, doubled, told: told.size }
}

/** kill -9 of the real server at some call to its disk, most of them in the middle of a batch; receipts that went out must last. */
export const killServer: Drill = {
  name: 'kill-server',
  run: async () => {
    const seed = Number(process.env['HALL_FAULT_SEED'] ?? Date.now() % 1_000_000_000)
    const folder = mkdtempSync(join(tmpdir(), 'hall-kill-server-'))
    try {
      const { told, ...found } = await onFolder(folder, seed)
      const tried = `seed ${seed}: ${kills} kills of the server at calls to its disk, ${told} receipts told before one`
      return { name: 'kill-server', tried, ...found }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
