import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { configOf } from '../../../electron/config/read-config.ts'
import { enrol } from '../../../electron/operator/enrol.ts'
import { examine } from '../../../electron/operator/examine.ts'
import { serverCertificate } from '../../../electron/operator/server-certificate.ts'
import { unsentRecords } from '../../../electron/operator/unsent-records.ts'
import { openConnection } from '../../../electron/store/connection.ts'
import { SmallServer } from '../../fixtures/kiosk/small-server.ts'
import { type SecureFront, secureFront } from '../../fixtures/kiosk/secure-front.ts'

const around = {
  version: '1.0.0',
  electron: '45.4.1',
  sqliteBinding: undefined,
  devices: () =>
    Promise.resolve([
      { device: 'reader', state: 'working', since: '2026-11-22T08:00:00.000Z', errors: 0 },
      { device: 'printer', state: 'working', since: '2026-11-22T08:00:00.000Z', errors: 0, paper: 'enough' },
    ] as const),
}
let server: SmallServer
let front: SecureFront
let data: string

beforeAll(async () => {
  server = await new SmallServer().listen()
  front = await secureFront(server.url)
})
afterAll(async () => {
  await front.close()
  await server.close()
})
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'operator-'))
  writeFileSync(join(data, 'ca.pem'), front.certificate)
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

function config(change: Readonly<Record<string, unknown>> = {}) {
  return configOf(JSON.stringify({ server: front.url, certificateAuthority: 'ca.pem', data: '.', ...change }), data)
}

async function states(change: Readonly<Record<string, unknown>> = {}) {
  const findings = await examine(config(change), around)
  return Object.fromEntries(findings.map(({ about, state }) => [about, state]))
}

test('before the enrolment all is well but the enrolment, and looking makes no key', async () => {
  expect(await states()).toEqual({
    版本: 'good',
    磁盘: 'good',
    网络: 'good',
    服务器证书: 'good',
    登记: 'open',
    时间: 'open',
    读卡器: 'good',
    凭条打印机: 'good',
    记录: 'good',
  })
  expect(server.presentedKeys).toEqual([])
})

test('a wrong code is refused in words, a right one enrols, and then all is well', async () => {
  expect(await enrol(config(), 'code-9999', undefined)).toMatchObject({
    state: 'bad',
    says: '没有成功：登记码无效或已使用',
    todo: '请管理员重新签发登记码',
  })
  expect(await enrol(config(), 'code-0001', undefined)).toMatchObject({
    state: 'good',
    says: expect.stringContaining(server.kioskId),
  })
  expect(Object.values(await states())).toEqual(Array(9).fill('good'))
  writeFileSync(join(data, 'identity/kiosk-key'), 'damaged')
  expect(await states()).toMatchObject({ 登记: 'bad' })
})

test('a certificate from nobody we know is refused by the client and named by the doctor', async () => {
  expect(await states({ certificateAuthority: undefined })).toMatchObject({ 服务器证书: 'bad' })
  expect(await enrol(config({ certificateAuthority: undefined }), 'code-0001', undefined)).toMatchObject({
    state: 'bad',
    todo: expect.stringContaining('证书'),
  })
  expect(await serverCertificate(front.url, undefined)).toMatchObject({
    kind: 'shown',
    fault: expect.stringContaining('SIGNED'),
  })
})

test('a server that is not there is the network’s fault', async () => {
  expect(await states({ server: 'https://127.0.0.1:1' })).toMatchObject({
    网络: 'bad',
    服务器证书: 'open',
    登记: 'open',
  })
})

test('what only this kiosk has is counted: everything without a receipt, and databases that were not wholly read', () => {
  const file = { path: join(data, 'kiosk.db'), nativeBinding: undefined }
  const sql = openConnection(file)
  const states = ['ready', 'leased', 'returned', 'parked', 'settled']
  for (const [i, state] of states.entries()) {
    sql.run(
      `insert into outbox (record_id, kiosk_id, seq, digest, state, weight, receipt_number, finished_at, staff_number)
       values (?, 'k', ?, '', ?, 1, '', '', '')`,
      `r${i}`,
      i,
      state,
    )
  }
  expect(unsentRecords(file)).toBe(3)
  sql.run(`insert into quarantined (file, found_at, is_recovered) values ('a', '', 1), ('b', '', 0)`)
  expect(unsentRecords(file)).toBe(4)
  sql.database.close()
})

test('a database that is none is never counted as empty', () => {
  const path = join(data, 'kiosk.db')
  expect(unsentRecords({ path, nativeBinding: undefined })).toBe(0)
  writeFileSync(path, 'this is not a database at all, whatever its name says')
  expect(unsentRecords({ path, nativeBinding: undefined })).toBe('unreadable')
})
