import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openOffice } from '../../electron/office.ts'
import type { Office } from '../../electron/stages.ts'
import { batchOf, buildLog, documentOfPerson, phoneOfPerson, type TestStaff } from '../fixtures/server/build-record.ts'
import { startIntake } from './intake-client.ts'
import { type BenchLine, interleave, line } from './rounds.ts'
import { RECORD_BYTES } from './sample-session.ts'

const ROUNDS = 3
const RECORDS = 2000
const BATCH = 64
const CHIP_PHOTO_BYTES = 1024
const SIGNATURE_BYTES = 12 * 1024
const FACE_BYTES = RECORD_BYTES - CHIP_PHOTO_BYTES - SIGNATURE_BYTES - 6 * 1024

/** Fills the outbox with whole, sound records of different citizens; the server grants every one of them. */
function deposit(office: Office, clerk: TestStaff, from: number): void {
  const { kioskId } = office.identity
  for (let n = from; n < from + RECORDS; n++) {
    const { log, attachments } = buildLog({
      kioskId,
      clerk,
      account: { by: 'phone', phoneNumber: phoneOfPerson(n) },
      document: documentOfPerson(n),
      images: {
        'chip-photo': randomBytes(CHIP_PHOTO_BYTES),
        'live-face': randomBytes(FACE_BYTES),
        signature: randomBytes(SIGNATURE_BYTES),
      },
    })
    office.depot.deposit(log, attachments, '1001')
  }
}

/** Time from the first request to the last verified receipt, as records a second. */
async function drain(office: Office): Promise<number> {
  const begin = performance.now()
  await new Promise<void>((resolve) => {
    let left = RECORDS
    const stop = office.courier.onChange(({ receipt }) => {
      if (receipt) left -= 1
      if (left > 0) return
      stop()
      resolve()
    })
    office.courier.start()
  })
  const seconds = (performance.now() - begin) / 1000
  await office.courier.stop()
  const { returned, parked } = office.depot.counts()
  if (returned + parked > 0) {
    const why = office.depot.work()[0]?.reasons.join(' ') ?? ''
    throw new Error(`${returned} records came back, ${parked} were set aside: ${why}`)
  }
  return RECORDS / seconds
}

/** The same bytes into a bare server in batches of the same size, one durable transaction a batch. */
async function ceiling(folder: string, name: string): Promise<number> {
  const child = fork(fileURLToPath(new URL('bare-intake.ts', import.meta.url)), [join(folder, `${name}.db`)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const port = await new Promise<number>((resolve) => {
    child.stdout?.once('data', (text: Buffer) => resolve((JSON.parse(text.toString()) as { port: number }).port))
  })
  const body = batchOf(Array.from({ length: BATCH }, () => randomBytes(RECORD_BYTES)))
  const begin = performance.now()
  for (let sent = 0; sent < RECORDS; sent += BATCH) {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: body as BodyInit })
    await answer.text()
  }
  const rate = (Math.ceil(RECORDS / BATCH) * BATCH * 1000) / (performance.now() - begin)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
  return rate
}

/** Draining a full outbox through courier and server against the bare ceiling, and the server's memory along the way. */
export async function run(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-bench-'))
  const serverFolder = join(folder, 'server')
  const kioskFolder = join(folder, 'kiosk')
  mkdirSync(serverFolder)
  mkdirSync(kioskFolder)
  const intake = await startIntake(serverFolder, RECORDS * (ROUNDS + 1))
  const office = await openOffice({
    server: intake.url,
    dataDir: kioskFolder,
    kioskName: 'bench',
    enrolmentCode: intake.enrolmentCode,
    clock: { now: () => new Date() },
    sqliteBinding: undefined,
  })
  try {
    const clerk = await intake.clerk(office.identity.kioskId)
    const memory: number[] = []
    let round = 0
    const figures = await interleave(
      ROUNDS,
      async () => {
        deposit(office, clerk, RECORDS * round++)
        const rate = await drain(office)
        memory.push(await intake.residentMiB())
        return rate
      },
      () => ceiling(folder, `bare-${randomBytes(4).toString('hex')}`),
    )
    const [first = 1] = memory
    const last = memory.at(-1) ?? first
    const growth = { value: last, baseline: first, ratio: last / first }
    const drained = { name: 'drain-60k', unit: 'records/s', rounds: ROUNDS, target: 'ratio >= 0.7' }
    const flat = { name: 'drain-server-memory', unit: 'MiB', rounds: ROUNDS, target: 'ratio <= 1.2 over all rounds' }
    return [line(drained, figures, figures.ratio >= 0.7), line(flat, growth, growth.ratio <= 1.2)]
  } finally {
    await office.close()
    await intake.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
