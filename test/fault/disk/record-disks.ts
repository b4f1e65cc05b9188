import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../../../build/setup/paths.ts'
import { documentOfPerson, phoneOfPerson } from '../../fixtures/server/build-record.ts'
import { TestKiosk } from '../../fixtures/server/test-kiosk.ts'
import type { BareHall } from '../bare-hall.ts'
import { type DiskEntry, readDiskLog, tell } from './disk-log.ts'
import { diskShim, type DiskOrders, underShim } from './disk-shim.ts'

const KIOSK = fileURLToPath(new URL('recorded-kiosk.ts', import.meta.url))

/** How much is recorded. */
export interface RecordingSize {
  readonly rounds: number
  readonly perRound: number
}

/** Lets a kiosk work in a hall while every write of its database is recorded. */
export async function recordKiosk(hall: BareHall, { rounds, perRound }: RecordingSize): Promise<readonly DiskEntry[]> {
  const log = join(hall.kioskDir, '..', 'kiosk.disk-log')
  const env = underShim(await diskShim(), { dir: hall.kioskDir, log })
  const args = [KIOSK, ...hall.childArguments(), log, String(rounds), String(perRound)]
  const child = spawn(process.execPath, args, { env, stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`the recorded kiosk ended with ${code}`)
  return readDiskLog(log)
}

/** A server of its own under the shim. */
export interface ShimmedServer {
  readonly process: ChildProcess
  readonly url: string
  readonly enrolmentCode: string
}

/** Starts the server on a folder; undefined when it ended before it was ready. */
export async function startShimmedServer(
  dataDir: string,
  orders: Omit<DiskOrders, 'dir'>,
): Promise<ShimmedServer | undefined> {
  mkdirSync(dataDir, { recursive: true })
  const env = { ...underShim(await diskShim(), { dir: dataDir, ...orders }), HALL_DATA: dataDir, HALL_LOG: 'silent' }
  const child = spawn(process.execPath, [join(root, 'sync-server/main.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit').then(() => undefined)
  const line = await Promise.race([once(child.stdout, 'data') as Promise<[Buffer]>, ended])
  return line && { process: child, ...(JSON.parse(line[0].toString()) as { url: string; enrolmentCode: string }) }
}

/** The n-th citizen's record as this kiosk seals it. */
export function nextRecord(kiosk: TestKiosk, clerk: Awaited<ReturnType<TestKiosk['signIn']>>, n: number) {
  const images = {
    'chip-photo': Buffer.alloc(600, n),
    'live-face': Buffer.alloc(900, n),
    signature: Buffer.alloc(200, n),
  }
  const account = { by: 'new', phoneNumber: phoneOfPerson(n) } as const
  return kiosk.record({ clerk, account, document: documentOfPerson(n), images })
}

/** Lets a server take records in, and start again in between, while every write of its database is recorded. */
export async function recordServer(
  dataDir: string,
  { rounds, perRound }: RecordingSize,
): Promise<readonly DiskEntry[]> {
  const log = `${dataDir}.disk-log`
  let kiosk: TestKiosk | undefined
  for (let round = 0; round < rounds; round++) {
    const server = await startShimmedServer(dataDir, { log })
    if (!server) throw new Error('the recorded server did not start')
    kiosk ??= await TestKiosk.enrol(server.url, server.enrolmentCode)
    Object.assign(kiosk, { url: server.url })
    await sendRound(kiosk, { log, from: round * perRound, count: perRound })
    server.process.kill('SIGTERM')
    await once(server.process, 'exit')
  }
  return readDiskLog(log)
}

async function sendRound(kiosk: TestKiosk, { log, from, count }: { log: string; from: number; count: number }) {
  const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
  for (let n = from; n < from + count; n += 3) {
    const batch = [n, n + 1, n + 2].map((person) => nextRecord(kiosk, clerk, person))
    const answers = await kiosk.deliver(batch)
    const receipts = answers.flatMap((answer) => (answer.kind === 'receipt' ? [answer.receipt] : []))
    for (const { signature } of receipts) tell(log, `receipt ${signature}`)
  }
}
