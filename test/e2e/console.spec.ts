import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { buildConsole } from '../../build/setup/build-app.ts'
import { ensurePackages } from '../../build/setup/debian.ts'
import { type Citizen, seedCitizen, signInCitizen } from '../fixtures/server/citizens.ts'
import { administrators, codeAt } from '../fixtures/server/console-client.ts'
import { kioskReport, troubledReport } from '../fixtures/kiosk/kiosk-report.ts'
import { codeOf, OnlineClient } from '../fixtures/server/online-client.ts'
import { hallDay } from '../../sync-server/contract/hall-time.ts'
import { countRun } from '../../sync-server/way-times/way-times.repository.ts'
import { ScreenAlbum } from './hall/screen-album.ts'
import { startTestServer, type TestServer } from '../fixtures/server/test-server.ts'

test.describe.configure({ mode: 'serial', retries: 0 })

let server: TestServer
let browser: Browser
let page: Page
let citizen: Citizen
const refused: string[] = []
test.beforeAll(async () => {
  test.setTimeout(180_000)
  await ensurePackages('browser')
  await buildConsole()
  server = await startTestServer()
  citizen = await seedCitizen(server, 1)
  for (const report of [kioskReport, troubledReport])
    await server.kiosk().then((kiosk) => kiosk.send('PUT', '/v1/kiosk/report', { body: report }))
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text())
  })
})
test.afterAll(async () => {
  await browser.close()
  await server.close()
})

const album = new ScreenAlbum({ width: 1440, height: 900 }, true)
const look = (name: string) => album.keep(page, `console-${name}`)
const smsSignIn = async () => {
  const walk = await new OnlineClient(server).begin('sign-in-by-sms')
  await walk.askForCode(citizen.phoneNumber)
  const smsCode = await walk.client.lastCode(citizen.phoneNumber)
  return walk.tell({ act: 'submit', phoneNumber: citizen.phoneNumber, smsCode })
}

test('an administrator signs in by keyboard alone, and a wrong code is told in words', async () => {
  await page.goto(`${server.url}/console/`)
  await expect(page.getByLabel('工号')).toBeFocused()
  await look('sign-in')
  const { staffNumber, password } = administrators.first
  const right = codeAt(server, administrators.first)
  for (const code of [right === '000000' ? '000001' : '000000', right]) {
    await page.getByLabel('工号').fill(staffNumber)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByLabel('动态口令').fill(code)
    await page.keyboard.press('Enter')
    if (code !== right) await expect(page.getByRole('alert')).toContainText('工号、密码或动态口令不正确')
    if (code !== right) await look('sign-in-refused')
  }
  await expect(page.getByRole('heading', { name: '账号查询' })).toBeVisible()
  await expect(page.getByLabel('查询内容')).toBeFocused()
})

test('an account is found, frozen, and its owner is refused in the owner’s own words', async () => {
  const owner = await signInCitizen(server, citizen)
  await page.getByLabel('查询内容').fill('10000009999')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('没有找到账号')
  await page.getByLabel('查询内容').fill(citizen.phoneNumber)
  await page.getByLabel('工单号').fill('GD-2026001')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: '登录位置' })).toContainText('密码')
  await expect(page.getByText('**甲')).toBeVisible()
  await look('account')
  await page.getByRole('button', { name: '冻结账号' }).click()
  await page.getByLabel('冻结原因').selectOption('手机或证件遗失')
  await look('freeze')
  await page.getByRole('dialog').getByRole('button', { name: '冻结账号' }).click()
  await expect(page.getByRole('status')).toContainText('账号已冻结')
  await look('account-frozen')
  expect(codeOf(await owner.send('GET', '/v1/account'))).toBe('session.expired')
  expect((await smsSignIn()).body).toMatchObject({ title: '该账号已冻结', detail: '请联系平台客服 400-056-0066' })
})

test('after 解冻 the owner signs in again and reads who looked', async () => {
  await page.getByRole('button', { name: '解冻账号' }).click()
  await expect(page.getByRole('status')).toContainText('账号已解冻')
  const owner = await signInCitizen(server, citizen)
  const { body } = await owner.send('GET', '/v1/account/notices')
  const titles = (body as { notices: { title: string }[] }).notices.map(({ title }) => title)
  expect(titles).toEqual(['账号已解冻', '账号已冻结', '有人查看过您的信息'])
})

test('the audit of the account says who did what and why', async () => {
  await page.getByRole('button', { name: '查看审计' }).click()
  await expect(page.getByRole('heading', { name: '审计' })).toBeVisible()
  const rows = page.getByRole('region', { name: '审计' }).getByRole('row')
  await expect(rows.filter({ hasText: '冻结账号' })).toContainText('工号 9001')
  await expect(rows.filter({ hasText: '查找账号' })).toContainText('GD-2026001')
  await look('audit')
})

test('kiosks, staff and events are listed; a new clerk’s password is shown once', async () => {
  await page.getByRole('link', { name: '终端' }).click()
  await expect(page.getByRole('region', { name: '终端' })).toContainText('示例区政务服务大厅')
  const kiosks = page.getByRole('region', { name: '终端' }).getByRole('row')
  await expect(kiosks.nth(1), 'what is out of order comes first').toContainText('读卡器 停用')
  await expect(kiosks.nth(1)).toContainText('读卡器未连接 · 启动以来故障 3 次')
  await expect(kiosks.nth(1)).toContainText('纸卷快用完')
  await expect(kiosks.nth(1)).toContainText('已搁置 1')
  await expect(kiosks.nth(2)).toContainText('1.0.0')
  await expect(kiosks.nth(2)).toContainText('摄像头 正常')
  await look('kiosks')
  await page.getByRole('link', { name: '工作人员' }).click()
  await page.getByLabel('工号').fill('1009')
  await page.getByLabel('姓名').fill('演示窗口丁')
  await page.getByRole('button', { name: '新增工号' }).click()
  await expect(page.getByRole('status')).toContainText('工号 1009 已新增，初始密码')
  await expect(page.getByRole('region', { name: '工作人员' })).toContainText('演示窗口丁')
  await look('staff')
  await page.getByRole('link', { name: '事件推送' }).click()
  await expect(page.getByText('没有配置接收系统')).toBeVisible()
  await look('webhooks')
})

test('how long both ways take stands beside each other, and a wide gap is said in words', async () => {
  const { database } = server.foundation
  const kiosk = await database.reader.get<{ id: string }>('SELECT id FROM kiosks')
  const count = { day: hallDay(server.clock.now()), kioskId: kiosk?.id ?? '', isGranted: true } as const
  await database.write(async (tx) => {
    for (let n = 0; n < 12; n++) {
      await countRun(tx, { ...count, way: 'face', upToS: 90 + (n % 3) * 10 })
      await countRun(tx, { ...count, way: 'two-person', upToS: 170 + (n % 4) * 10 })
    }
  })
  await page.getByRole('link', { name: '核验用时' }).click()
  const rows = page.getByRole('region', { name: '核验用时' }).getByRole('row')
  await expect(rows.filter({ hasText: '示例区政务服务大厅' })).toContainText('双人核验慢 80%')
  await expect(page.getByRole('status')).toContainText('两种方式用时相差过大')
  await look('way-times')
})

test('a reloaded page is signed out, nothing was kept in the browser, and no rule of the content policy was hit', async () => {
  const kept = await page.evaluate(() => [localStorage.length, document.cookie, JSON.stringify({ ...sessionStorage })])
  expect(kept.slice(0, 2)).toEqual([0, ''])
  expect(kept[2], 'no token and nothing of the person').not.toMatch(/[\w-]{43}|10000000001|甲/)
  await page.reload()
  await expect(page.getByRole('heading', { name: '管理员登录' })).toBeVisible()
  expect(refused).toEqual([])
})
