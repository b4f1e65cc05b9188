import { afterEach, describe, expect, test } from 'vitest'
import type { AuditEntry, KioskEntry, StaffEntry } from '../../../sync-server/contract/console.ts'
import type { KioskReport } from '../../../sync-server/contract/device-health.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { quickPasswords, seedCitizen } from '../../fixtures/server/citizens.ts'
import { openConsole } from '../../fixtures/server/console-client.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { faultsOf } from '../../fixtures/server/desk.ts'
import { codeOf, type OnlineClient } from '../../fixtures/server/online-client.ts'
import type { TestKiosk } from '../../fixtures/server/test-kiosk.ts'
import { kioskReport } from '../../fixtures/kiosk/kiosk-report.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

describe.each(engines)('audit, kiosks and staff at the console on $name', ({ fresh }) => {
  const start = async () => (server = await startTestServer(await fresh(), { passwords: quickPasswords() }))
  const search = async (client: OnlineClient, what: object) => {
    const { body } = await client.send('POST', '/v1/admin/audit/search', what)
    if (!isValid(routes.searchAudit.reply, body)) throw new Error(String(codeOf({ body, status: 0, type: '' })))
    return body
  }

  test('pages of the audit follow one another without a gap or a line twice, the newest first', async () => {
    const hall = await start()
    const client = await openConsole(hall)
    for (let n = 0; n < 60; n++) await seedCitizen(hall, n)
    const seen: AuditEntry[] = []
    for (let page = await search(client, {}); ; page = await search(client, { after: lastPlace(page.lines) })) {
      seen.push(...page.lines)
      if (!page.isMore) break
    }
    const places = seen.map(({ home, seq }) => `${home}/${seq}`)
    expect(new Set(places).size).toBe(places.length)
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
    const count = await hall.foundation.database.reader.get<{ n: number }>('SELECT COUNT(*) AS n FROM audit')
    expect(seen).toHaveLength(Number(count?.n) - 1) // the line of this very search came afterwards
  })

  test('lines are found by account, kiosk, staff, action and time; a look at the audit is a line too', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    await kiosk.signIn('1001', 'Hall-1001-demo')
    const client = await openConsole(hall)
    const actions = async (what: object) => (await search(client, what)).lines.map(({ action }) => action)
    expect(await actions({ kiosk: kiosk.id })).toEqual(['staff.signed-in', 'kiosk.enrolled'])
    expect(await actions({ staffNumber: '1001' })).toEqual(['staff.signed-in'])
    expect(await actions({ staffNumber: 'nobody' })).toEqual([])
    expect(await actions({ action: 'kiosk.enrolled' })).toEqual(['kiosk.enrolled'])
    expect(await actions({ from: new Date(hall.clock.now().getTime() + 60_000).toISOString() })).toEqual([])
    const looks = (await search(client, { action: 'audit.searched' })).lines
    expect(looks.map(({ detail }) => detail['filters']).slice(0, 2)).toEqual(['from', 'action'])
    expect(await faultsOf(hall)).toEqual([])
  })

  test('no line of the audit is ever changed or removed, however old', async () => {
    const hall = await start()
    const { database } = hall.foundation
    for (const text of ['DELETE FROM audit', `UPDATE audit SET at = '2020-01-01T00:00:00.000Z'`])
      await expect(database.write((tx) => tx.run(text))).rejects.toThrow(/append-only/)
  })

  test('a kiosk is listed with its hall and when it was last seen, and is stopped at its next request', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const client = await openConsole(hall)
    const list = async () => ((await client.send('GET', '/v1/admin/kiosks')).body as { kiosks: KioskEntry[] }).kiosks
    expect((await list())[0]).not.toHaveProperty('lastSeenAt')
    await kiosk.send('GET', '/v1/kiosk')
    expect(await list()).toMatchObject([
      { kioskId: kiosk.id, name: '测试窗口', hall: '示例区政务服务大厅', isRevoked: false, received: 0, refused: 0 },
    ])
    expect(Date.parse((await list())[0]?.lastSeenAt ?? '')).toBeLessThanOrEqual(hall.clock.now().getTime())
    const revoke = (id: string) => client.send('POST', `/v1/admin/kiosks/${id}/revocation`)
    expect([(await revoke(kiosk.id)).status, (await revoke(kiosk.id)).status]).toEqual([204, 204])
    expect(codeOf(await revoke('nobody'))).toBe('kiosk.unknown')
    expect(codeOf(await kiosk.send('GET', '/v1/kiosk'))).toBe('kiosk.revoked')
    expect((await search(client, { action: 'kiosk.revoked' })).lines).toMatchObject([
      { home: 'console', subject: kiosk.id },
    ])
  })

  test('a kiosk says how it is: the latest word counts, faults come first, another software stands in the audit', async () => {
    const hall = await start()
    const [well, ill] = [await hall.kiosk(), await hall.kiosk()]
    const client = await openConsole(hall)
    const list = async () => ((await client.send('GET', '/v1/admin/kiosks')).body as { kiosks: KioskEntry[] }).kiosks
    await well.send('GET', '/v1/kiosk')
    expect(await list()).toMatchObject([{ standing: 'unheard' }, { standing: 'unheard' }])
    const tell = (kiosk: TestKiosk, change: Partial<KioskReport> = {}) =>
      kiosk.send('PUT', '/v1/kiosk/report', { body: { ...kioskReport, ...change } })
    expect((await tell(well)).status).toBe(204)
    expect((await tell(ill)).status).toBe(204)
    const faulty = { ...kioskReport.devices[0]!, state: 'faulty', code: 'reader.not-connected', errors: 2 } as const
    await tell(ill, { devices: [faulty], records: { waiting: 7, returned: 0, parked: 0 }, version: '1.1.0' })
    expect(await list()).toMatchObject([
      { kioskId: ill.id, standing: 'faulty', report: { version: '1.1.0', records: { waiting: 7 }, devices: [faulty] } },
      { kioskId: well.id, standing: 'good', report: { version: '1.0.0', records: { waiting: 0 } } },
    ])
    expect((await search(client, { action: 'kiosk.software-changed' })).lines).toMatchObject([
      { actor: `kiosk:${ill.id}`, detail: { from: '1.0.0', to: '1.1.0' } },
    ])
    const kept = await hall.foundation.database.reader.get<{ n: number }>('SELECT COUNT(*) AS n FROM kiosk_reports')
    expect(Number(kept?.n)).toBe(2)
    expect(await faultsOf(hall)).toEqual([])
  })

  test('a report that could carry something else, or comes from nobody known, is refused', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const send = (body: object, headers?: Record<string, string>) =>
      kiosk.send('PUT', '/v1/kiosk/report', headers ? { body, headers } : { body })
    expect(codeOf(await send({ ...kioskReport, note: '张三' }))).toBe('request.invalid')
    expect(codeOf(await send({ ...kioskReport, version: '1.0 张三' }))).toBe('request.invalid')
    const device = { ...kioskReport.devices[0], code: '张三' }
    expect(codeOf(await send({ ...kioskReport, devices: [device] }))).toBe('request.invalid')
    expect(codeOf(await send(kioskReport, { 'kiosk-signature': 'x' }))).toBe('kiosk.signature-invalid')
  })

  test('a clerk is added with a password shown once, works, and is stopped everywhere; nobody adds an administrator here', async () => {
    const hall = await start()
    const kiosk = await hall.kiosk()
    const client = await openConsole(hall)
    const person = { staffNumber: '1003', name: '演示窗口丙', role: 'clerk' }
    const add = (change: object = {}) => client.send('POST', '/v1/admin/staff', { ...person, ...change })
    const { password } = (await add()).body as { password: string }
    expect(codeOf(await add())).toBe('staff.number-taken')
    expect(codeOf(await add({ staffNumber: '9003', role: 'administrator' }))).toBe('request.invalid')
    const { token } = await kiosk.signIn('1003', password)
    const { staff } = (await client.send('GET', '/v1/admin/staff')).body as { staff: StaffEntry[] }
    expect(staff.map(({ staffNumber }) => staffNumber)).toEqual(['1001', '1002', '1003', '2001', '9001', '9002'])
    expect(JSON.stringify(staff)).not.toContain(password)
    const disable = (number: string) => client.send('POST', `/v1/admin/staff/${number}/disabling`)
    expect([(await disable('1003')).status, (await disable('1003')).status]).toEqual([204, 204])
    expect(codeOf(await kiosk.send('GET', '/v1/staff/appeals', { token }))).toBe('staff.session-expired')
    expect([codeOf(await disable('9001')), codeOf(await disable('nobody'))]).toEqual([
      'staff.own-number',
      'staff.unknown',
    ])
    expect((await search(client, { action: 'staff.disabled' })).lines).toHaveLength(1)
  })
})

const lastPlace = (lines: readonly AuditEntry[]) => {
  const { at, home, seq } = lines.at(-1)!
  return { at, home, seq }
}
