import { chmodSync, existsSync, globSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AccountServer, startAccountServer } from '../../build/demo/account-server.ts'
import { type ReaderProgram, startReader } from '../../build/demo/reader-program.ts'
import { type Display, virtualDisplay } from '../../build/setup/display.ts'
import { root as checkout } from '../../build/setup/paths.ts'
import { Ledger } from '../e2e/hall/ledger.ts'
import { type SecureFront, secureFront } from '../fixtures/kiosk/secure-front.ts'
import { packAt } from '../fixtures/packaging/checkouts.ts'
import { FreshRoot } from '../fixtures/packaging/fresh-root.ts'

/** What a machine without a screen needs so that a robot can work at the kiosk; none of it comes with the package. */
const robotPackages = ['at-spi2-core', 'dbus', 'gir1.2-atspi-2.0', 'libatk-adaptor', 'python3-gi', 'xdotool']
const asKiosk = ['setpriv', '--reuid=hall-kiosk', '--regid=hall-kiosk', '--init-groups']
const data = mkdtempSync(join(tmpdir(), 'hall-fresh-'))
let root: FreshRoot
let server: AccountServer
let front: SecureFront
let reader: ReaderProgram
let readerPath: string
let display: Display
let ca: string

beforeAll(async () => {
  const packages = process.env['HALL_PACKAGES'] ?? (await packAt(checkout, { env: {}, umask: '022' }))
  root = await FreshRoot.open()
  await root.install(root.take(globSync(join(packages, 'hall-kiosk_*.deb'))[0] ?? '', 'hall-kiosk.deb'))
  server = await startAccountServer(data)
  front = await secureFront(server.url)
  reader = await startReader(data, 'serial')
  readerPath = realpathSync(String(reader.config['path']))
  chmodSync(readerPath, 0o666) // a pseudo-terminal that no device rule knows
  display = await virtualDisplay()
  writeFileSync(join(data, 'ca.pem'), front.certificate)
  ca = root.take(join(data, 'ca.pem'))
})
afterAll(async () => {
  display.stop()
  await reader.stop()
  await front.close()
  await server.stop()
  root.close()
  rmSync(data, { recursive: true, force: true })
})

// The tests are the life of one kiosk, in order: what one leaves, the next one finds.

test('the installed kiosk has a user without password and shell, its rules, its unit and nothing else to start', async () => {
  const user = await root.must(['getent', 'passwd', 'hall-kiosk'])
  expect(user).toMatch(/^hall-kiosk:x:1\d{3}:.*:\/var\/lib\/hall-kiosk:\/usr\/sbin\/nologin$/m)
  expect(await root.must(['getent', 'shadow', 'hall-kiosk'])).toMatch(/^hall-kiosk:!/)
  expect(await root.must(['id', '-nG', 'hall-kiosk'])).toContain('hall-devices')
  for (const path of ['usr/lib/systemd/system/hall-kiosk.service', 'usr/lib/udev/rules.d/70-hall-kiosk.rules']) {
    expect(existsSync(join(root.folder, path)), path).toBe(true)
  }
  expect(await root.must(['find', '/opt/hall-kiosk', '-perm', '/7022'])).toBe('')
})

test('a wrong code is refused in words, the right one enrols, and the doctor finds nothing wrong but the package itself', async () => {
  const enrol = (code: string) => root.run(['hall-kiosk', 'enrol', code, '--server', front.url, '--ca', ca])
  const refused = await enrol('not-the-code')
  expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('登记码无效或已使用') })
  const enrolled = await enrol(server.enrolmentCode ?? '')
  expect(enrolled).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ 登记：已登记为') })
  await root.must(['ln', '-s', readerPath, '/opt/taken/reader'])
  const named = `s#reader: 'auto'#reader: { driver: 'sam-serial', path: '/opt/taken/reader' }#`
  await root.must(['sed', '-i', named, '/etc/hall-kiosk/kiosk.json5'])
  const { stdout } = await root.run(['hall-kiosk', 'doctor'])
  for (const about of ['磁盘', '网络', '服务器证书', '登记', '时间', '读卡器', '记录']) {
    expect(stdout).toMatch(new RegExp(`^✓ ${about}：`, 'm'))
  }
})

test('one verification at the counter, from the clerk’s sign-in to the grant', async () => {
  await root.install(...robotPackages)
  root.take(join(import.meta.dirname, '../fixtures/packaging/counter-robot.py'))
  const session = root.take(join(import.meta.dirname, '../fixtures/packaging/counter-session'))
  const ended = await root.run([...asKiosk, 'sh', session, display.display, reader.url])
  expect(ended.stdout + ended.stderr).toContain('saw 已授予高级认证')
  expect(ended.code).toBe(0)
  const number = /receipt ([0-9A-Z-]{14})/.exec(ended.stdout)?.[1] ?? ''
  const entries = new Ledger(join(data, 'server/hall.sqlite')).entries(number)
  expect(entries).toEqual([{ decision: 'granted', reasons: '[]', level: 'L4' }])
  expect(await root.must(['hall-kiosk', 'unsent'])).toBe('0\n')
})

test('one changed byte and it stays away', async () => {
  const library = '/opt/hall-kiosk/runtime/libffmpeg.so'
  await root.must([
    'sh',
    '-c',
    `cp -a ${library} /opt/taken/ && printf x | dd of=${library} bs=1 seek=99999 conv=notrunc`,
  ])
  const { code, stderr } = await root.run(['hall-kiosk', 'doctor'])
  expect({ code, stderr }).toMatchObject({ code: 78, stderr: expect.stringContaining('./runtime/libffmpeg.so') })
  await root.must(['cp', '-a', '/opt/taken/libffmpeg.so', library])
})

test('removing keeps the data, purging refuses while a record is unsent and takes everything when none is', async () => {
  const deb = '/opt/taken/hall-kiosk.deb'
  const kept = join(root.folder, 'var/lib/hall-kiosk/kiosk.db')
  const unsent = `import sqlite3
db = sqlite3.connect('/var/lib/hall-kiosk/kiosk.db')
db.execute("""insert into outbox (record_id, kiosk_id, seq, digest, state, weight, receipt_number, finished_at, staff_number)
  values ('unsent', 'k', 99, '', 'parked', 1, '', '', '')""")
db.commit()`
  await root.must([...asKiosk, 'python3', '-c', unsent])
  const removed = await root.run(['dpkg', '--remove', 'hall-kiosk'])
  expect(removed).toMatchObject({ code: 0, stderr: expect.stringContaining('未上传的记录（1）') })
  expect(existsSync(kept)).toBe(true)
  const refused = await root.run(['dpkg', '--purge', 'hall-kiosk'])
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('不能清除') })
  expect(existsSync(kept)).toBe(true)
  await root.install('--reinstall', deb)
  await root.must([
    ...asKiosk,
    'python3',
    '-c',
    unsent.replace(/insert[^]*?''\)/, `delete from outbox where record_id = 'unsent'`),
  ])
  await root.must(['dpkg', '--purge', 'hall-kiosk'])
  expect(existsSync(kept)).toBe(false)
  expect(existsSync(join(root.folder, 'opt/hall-kiosk'))).toBe(false)
  expect((await root.run(['getent', 'passwd', 'hall-kiosk'])).code).not.toBe(0)
})
