import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
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

/** Sends everything in small batches and notes what was answered with a receipt. */
async function sendAll(kiosk: TestKiosk, records: readonly SealedForTest[], answered: Set<string>): Promise<void> {
  for (let i = 0; i < records.length; i += 6) {
    const answers = await kiosk.postRecords(records.slice(i, i + 6).map(({ bytes }) => bytes))
    for (const one of answers.filter(({ kind }) => kind === 'receipt')) answered.add(one.recordId ?? '')
  }
}

test.each(databases)(
  'killed in the middle of batches on $name: what was answered is there, and nothing is there twice',
  async ({ fresh }) => {
    const environment = { HALL_DATA: freshFolder(), DATABASE_URL: await fresh() }
    let server = await boot(environment)
    const kiosk = await TestKiosk.enrol(server.url, server.enrolmentCode)
    const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
    const records = Array.from({ length: 60 }, (_, n) =>
      kiosk.record({ clerk, account: { by: 'new', phoneNumber: phoneOfPerson(n) }, document: documentOfPerson(n) }),
    )
    await kiosk.postAttachments(records)
    const answered = new Set<string>()
    for (const killAfterMs of [5, 15, 30, 60]) {
      const sending = sendAll(kiosk, records, answered).catch(() => undefined)
      setTimeout(() => server.process.kill('SIGKILL'), killAfterMs)
      await once(server.process, 'exit')
      await sending
      server = await boot(environment)
      Object.assign(kiosk, { url: server.url })
    }
    const final = await kiosk.postRecords(records.map(({ bytes }) => bytes))
    expect(final.every((answer) => answer.kind === 'receipt' && answer.receipt.value.decision === 'granted')).toBe(true)
    server.process.kill('SIGTERM')
    expect(await once(server.process, 'exit')).toEqual([0, null])
    const books = await startTestServer(environment)
    const { reader } = books.foundation.database
    expect(await verifyLevels(reader)).toEqual({ grants: 60, faults: [] })
    expect(await verifyRecords(reader, books.foundation.keys)).toEqual({ records: 60, faults: [] })
    expect((await verifyAudit(reader)).broken).toEqual([])
    expect(answered.size).toBeLessThanOrEqual(60)
    await books.close()
  },
  120_000,
)
