import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attachments, sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { Hall, until } from '../../fixtures/kiosk/test-office.ts'

const mountPoint = mkdtempSync(join(tmpdir(), 'kiosk-small-disk-'))
function mayMount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', mountPoint], { stdio: 'ignore' })
    execFileSync('umount', [mountPoint])
    return true
  } catch {
    return false
  }
}

describe.skipIf(!mayMount())('a disk of 3 MiB (skipped where mounting a tmpfs is not permitted)', () => {
  let hall: Hall
  let dataDir: string
  beforeEach(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', mountPoint])
    dataDir = join(mountPoint, 'data')
    mkdirSync(dataDir)
    hall = await new Hall().begin()
  })
  afterEach(async () => {
    await hall.end()
    execFileSync('umount', ['-l', mountPoint])
    rmSync(mountPoint, { recursive: true, force: true })
    mkdirSync(mountPoint, { recursive: true })
  })

  test('when it fills up nothing is lost: the pictures stay in memory, the records on the disk', async () => {
    const office = await hall.office({ dataDir })
    const stored: string[] = []
    let failed: { code: unknown; isKept: boolean } | undefined
    for (let i = 0; i < 200 && !failed; i++) {
      const log = sessionLog(office.identity.kioskId)
      const parts = attachments(1024, 60_000)
      try {
        office.depot.deposit(log, parts, '1001')
        stored.push(log.recordId)
      } catch (error) {
        failed = {
          code: (error as { code?: unknown }).code,
          isKept: parts.every(({ bytes }) => bytes.some((b) => b !== 0)),
        }
      }
    }
    expect(failed).toEqual({ code: 'kiosk.disk-full', isKept: true })
    expect(stored.length).toBeGreaterThan(3)
    expect(office.depot.counts().waiting).toBe(stored.length)
    expect(office.blocked()).toBe('kiosk.disk-full')
    expect(office.notice()).toBeUndefined()

    const again = await hall.reopen(office, { dataDir })
    expect(again.depot.counts().waiting).toBe(stored.length)
  })

  test('once there is room again everything is sent and serving goes on', async () => {
    const office = await hall.office({ dataDir })
    const ballast = join(mountPoint, 'ballast')
    office.depot.deposit(sessionLog(office.identity.kioskId), attachments(5000), '1001')
    expect(() => writeFileSync(ballast, Buffer.alloc(4 * 1024 * 1024))).toThrow()
    const log = sessionLog(office.identity.kioskId)
    const parts = attachments(1024, 60_000)
    expect(() => office.depot.deposit(log, parts, '1001')).toThrow('kiosk.disk-full')
    rmSync(ballast)
    office.depot.deposit(log, parts, '1001')
    office.courier.start()
    await until(() => hall.server.inbox.records.size === 2 && office.depot.counts().waiting === 0)
    expect(office.blocked()).toBeUndefined()
  })
})
