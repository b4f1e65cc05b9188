import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAccountServer, type AccountServer } from '../../build/demo/account-server.ts'
import { openOffice } from '../../electron/office.ts'
import type { Office } from '../../electron/stages.ts'
import { attachments, sessionLog } from '../fixtures/kiosk/session-logs.ts'
import { Books } from './books.ts'
import { until } from './drill.ts'

/** Small batches make many requests, and many requests many chances for a fault. */
const quick = { probeEveryMs: 20, longestWaitMs: 100, batchBytes: 100_000 } as const

/** The real server and the real store of a kiosk, without window and devices: thousands of records in a minute. */
export class BareHall {
  readonly server: AccountServer
  readonly kioskDir: string
  readonly books: Books
  readonly #dataDir: string

  private constructor(server: AccountServer, dataDir: string) {
    this.server = server
    this.books = new Books(dataDir)
    this.kioskDir = join(dataDir, 'kiosk')
    this.#dataDir = dataDir
    mkdirSync(this.kioskDir)
  }

  static async open(): Promise<BareHall> {
    const dataDir = mkdtempSync(join(tmpdir(), 'hall-fault-'))
    return new BareHall(await startAccountServer(dataDir), dataDir)
  }

  /** What the depositing child process is started with. */
  childArguments(): readonly string[] {
    return [this.server.url, this.kioskDir, this.server.enrolmentCode ?? '']
  }

  /** Opens the kiosk's store here, enrolled; `server` may lead there by another way. */
  async office(server = this.server.url, dataDir = this.kioskDir): Promise<Office> {
    const options = {
      server,
      dataDir,
      kioskName: '演练',
      enrolmentCode: this.server.enrolmentCode,
      clock: { now: () => new Date() },
      sqliteBinding: undefined,
    }
    return openOffice(options, quick)
  }

  /** Sends everything that still lies in the store, and closes it. */
  async drain(office: Office): Promise<void> {
    office.courier.start()
    await until('the outbox to be empty', () => office.depot.counts().waiting === 0)
    await office.close()
  }

  async close(): Promise<void> {
    await this.server.stop()
    rmSync(this.#dataDir, { recursive: true, force: true })
  }
}

/** Deposits some records and answers with their ids; an id counts once the deposit has returned. */
export function deposit(office: Office, count: number, bytes = 20_000): string[] {
  return Array.from({ length: count }, () => {
    const log = sessionLog(office.identity.kioskId)
    office.depot.deposit(log, attachments(1024, bytes), '1001')
    return log.recordId
  })
}

/** Runs a drill in a hall of its own. */
export async function inBareHall<T>(work: (hall: BareHall) => Promise<T>): Promise<T> {
  const hall = await BareHall.open()
  try {
    return await work(hall)
  } finally {
    await hall.close()
  }
}
