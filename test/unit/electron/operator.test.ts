import { describe, expect, test } from 'vitest'
import { lineOf } from '../../../electron/operator/finding.ts'
import {
  judgeCertificate,
  judgeClock,
  judgeDevices,
  judgeDisk,
  judgeEnrolment,
  judgeNetwork,
  judgeUnsent,
  judgeVersion,
  type CertificateWord,
  type ServerWord,
} from '../../../electron/operator/judgements.ts'
import type { DeviceHealth } from '../../../sync-server/contract/device-health.ts'
import { operatorTaskOf } from '../../../electron/operator/operator-task.ts'

const standing = (clockDifferenceS = 0, areKeysPinned = true): ServerWord => ({
  kind: 'standing',
  clockDifferenceS,
  areKeysPinned,
})
const shown: CertificateWord = { kind: 'shown', fault: undefined, daysLeft: 90, issuer: '示例根证书' }
const server = 'https://hall.example'

test('a bad finding says what to do on a line of its own', () => {
  expect(lineOf(judgeDisk(100, 200))).toBe(
    '✗ 磁盘：数据盘剩余 100 MiB，少于受理所需的 200 MiB\n    请清理磁盘空间；已受理的记录都在',
  )
  expect(lineOf(judgeDisk(200, 200))).toBe('✓ 磁盘：数据盘剩余 200 MiB')
})

test('a package for tests is told from a release', () => {
  expect(judgeVersion('1.0.0+20260101000000.abcdef01', '45.4.1').state).toBe('good')
  expect(judgeVersion('1.0.0~test.only.never.ship', '33.2.1')).toMatchObject({
    state: 'bad',
    todo: expect.stringContaining('请勿投入使用'),
  })
})

describe('the enrolment', () => {
  test('is asked for before there was one', () => {
    expect(judgeEnrolment(undefined, true, { kind: 'not-asked' })).toMatchObject({
      state: 'open',
      todo: expect.stringContaining('hall-kiosk enrol'),
    })
  })

  test.each<[string, boolean, ServerWord, string]>([
    ['a lost key', false, { kind: 'not-asked' }, '密钥缺失或损坏'],
    ['a kiosk that was revoked', true, { kind: 'refused', code: 'kiosk.revoked' }, '本机已被停用'],
    ['another server', true, standing(0, false), '服务器身份与本机登记不符'],
  ])('%s is bad', (_, isKeyWhole, word, says) => {
    expect(judgeEnrolment('k1', isKeyWhole, word)).toMatchObject({ state: 'bad', says: expect.stringContaining(says) })
  })

  test('stands while the server is away', () => {
    expect(judgeEnrolment('k1', true, { kind: 'refused', code: 'server.unreachable' }).state).toBe('good')
  })
})

test.each<[ServerWord, CertificateWord, 'good' | 'bad']>([
  [standing(), shown, 'good'],
  [{ kind: 'not-asked' }, shown, 'good'],
  [{ kind: 'refused', code: 'kiosk.revoked' }, shown, 'good'],
  [{ kind: 'refused', code: 'server.busy' }, shown, 'bad'],
  [{ kind: 'not-asked' }, { kind: 'no-connection', because: 'ECONNREFUSED' }, 'bad'],
])('network: %j with %j is %s', (word, certificate, state) => {
  expect(judgeNetwork(server, word, certificate).state).toBe(state)
})

test.each<[CertificateWord, 'good' | 'open' | 'bad']>([
  [shown, 'good'],
  [{ ...shown, daysLeft: 30 }, 'good'],
  [{ ...shown, daysLeft: 29 }, 'bad'],
  [{ ...shown, fault: 'CERT_HAS_EXPIRED', daysLeft: -1 }, 'bad'],
  [{ kind: 'plain' }, 'open'],
  [{ kind: 'no-connection', because: 'timeout' }, 'open'],
] as [CertificateWord, 'good' | 'open' | 'bad'][])('certificate: %j is %s', (word, state) => {
  expect(judgeCertificate(word).state).toBe(state)
})

test.each([
  [0, 'good'],
  [-30, 'good'],
  [31, 'open'],
  [-300, 'open'],
  [301, 'bad'],
  [-3600, 'bad'],
])('a clock that differs by %i seconds is %s', (seconds, state) => {
  expect(judgeClock(standing(seconds)).state).toBe(state)
})

test('the reader is left to a kiosk that runs, and named when it is missing', () => {
  const judged = (health: Partial<DeviceHealth>) =>
    judgeDevices([{ device: 'reader', state: 'working', since: '2026-11-22T08:00:00.000Z', errors: 0, ...health }])[0]
  expect(judgeDevices('in-use')).toMatchObject([{ state: 'open' }])
  expect(judged({})).toMatchObject({ about: '读卡器', state: 'good' })
  expect(judged({ state: 'starting' })?.says).toBe('读卡器未连接')
  expect(judged({ state: 'faulty', code: 'reader.port-busy' })?.says).toBe('读卡器正被其他程序占用')
  expect(judged({ device: 'printer', state: 'attention', paper: 'low' })).toMatchObject({
    state: 'open',
    says: '纸卷快用完了',
  })
  expect(judged({ device: 'printer', state: 'faulty', code: 'printer.paper-out', paper: 'out' })?.state).toBe('bad')
})

test('records that were not sent are no fault, a database that cannot be read is', () => {
  expect(judgeUnsent(0).state).toBe('good')
  expect(judgeUnsent(3)).toMatchObject({ state: 'open', says: '3 条记录尚未上传' })
  expect(judgeUnsent('unreadable').state).toBe('bad')
})

test('a command line names a task, none, or one that does not exist', () => {
  expect(operatorTaskOf(['kiosk', '--config', 'x', '--task=doctor'])).toBe('doctor')
  expect(operatorTaskOf(['kiosk', '--config', 'x'])).toBeUndefined()
  expect(() => operatorTaskOf(['kiosk', '--task=dance'])).toThrow('dance')
})
