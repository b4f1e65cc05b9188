import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { RecordAnswer } from '../../../sync-server/contract/sealed-record.ts'
import { verifyAudit } from '../../../sync-server/audit/audit.service.ts'
import { verifyRecords } from '../../../sync-server/intake/books.service.ts'
import { verifyLevels } from '../../../sync-server/levels/levels.service.ts'
import { documentOfPerson, phoneOfPerson, type SealedForTest } from '../../fixtures/server/build-record.ts'
import { databases, freshFolder } from '../../fixtures/server/databases.ts'
import { TestKiosk } from '../../fixtures/server/test-kiosk.ts'
import { startTestServer } from '../../fixtures/server/test-server.ts'

interface Boot {
  readonly process: ChildProcess
  readonly url: string
  readonly enrolmentCode: string
}

async function boot(environment: Record<string, string>): Promise<Boot> {
  const child = spawn(process.execPath, ['sync-server/main.ts'], {
    env: { ...process.env, HALL_LOG: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { process: child, ...(JSON.parse(line.toString()) as { url: string; enrolmentCode: string }) }
}

/** Signatures of the receipts that came, by record. */
type Receipts = Map<string, string>

/** Sends everything in small batches; every receipt is noted and told. */
async function sendAll(kiosk: TestKiosk, records: readonly SealedForTest[], tell: (answer: RecordAnswer) => void) {
  for (let i = 0; i < records.length; i += 6) {
    for (const answer of await kiosk.deliver(records.slice(i, i + 6))) tell(answer)
  }
}
const receiptOf = (answer: RecordAnswer): [string, string][] =>
  answer.kind === 'receipt' ? [[answer.recordId, answer.receipt.signature]] : []

/** Sends until the server is killed, some milliseconds after its first answer. */
async function sendUntilKilled(
  server: Boot,
  send: (tell: () => void) => Promise<void>,
  afterMs: number,
): Promise<void> {
  let isDying = false
  const kill = (): void => {
    if (isDying) return
    isDying = true
    setTimeout(() => server.process.kill('SIGKILL'), afterMs)
  }
  await Promise.all([
    once(server.process, 'exit'),
    send(kill)
      .catch(() => undefined)
      .finally(kill),
  ])
}

test.each(databases)(
  'killed in the middle of batches on $name: what was answered is there, and nothing is there twice',
  async ({ fresh }) => {
    const environment = { HALL_DATA: freshFolder(), ...(await fresh()) }
    let server = await boot(environment)
    const kiosk = await TestKiosk.enrol(server.url, server.enrolmentCode)
    const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
    const records = Array.from({ length: 60 }, (_, n) =>
      kiosk.record({ clerk, account: { by: 'new', phoneNumber: phoneOfPerson(n) }, document: documentOfPerson(n) }),
    )
    const answered: Receipts = new Map()
    for (const afterMs of [0, 3, 10, 30]) {
      const send = (kill: () => void) =>
        sendAll(kiosk, records, (answer) => {
          for (const [id, signature] of receiptOf(answer)) answered.set(id, signature)
          kill()
        })
      await sendUntilKilled(server, send, afterMs)
      server = await boot(environment)
      Object.assign(kiosk, { url: server.url })
    }
    const final: Receipts = new Map()
    await sendAll(kiosk, records, (answer) => receiptOf(answer).forEach(([id, signature]) => final.set(id, signature)))
    expect(final.size).toBe(60)
    expect(answered.size).toBeGreaterThan(0)
    for (const [id, signature] of answered) expect(final.get(id), 'an answered receipt survives').toBe(signature)
    server.process.kill('SIGTERM')
    expect(await once(server.process, 'exit')).toEqual([0, null])
    const books = await startTestServer(environment)
    const { reader } = books.foundation.database
    expect(await verifyLevels(reader)).toEqual({ grants: 60, checks: 0, faults: [] })
    expect(await verifyRecords(reader, books.foundation.keys)).toEqual({ records: 60, faults: [] })
    expect((await verifyAudit(reader)).broken).toEqual([])
    await books.close()
  },
  120_000,
)
