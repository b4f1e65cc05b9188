import { type Browser, type BrowserContext, chromium, expect, type Page, test } from '@playwright/test'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { startSampleService, type SampleService } from '../../build/sandbox/sample-service/sample-service.ts'
import { ensurePackages } from '../../build/setup/debian.ts'
import { buildPhone } from '../../build/setup/build-app.ts'
import { type Citizen, seedCitizen } from '../fixtures/server/citizens.ts'
import { freshFolder } from '../fixtures/server/databases.ts'
import { OnlineClient } from '../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../fixtures/server/test-server.ts'

let service: SampleService
let server: TestServer
let browser: Browser
let phone: BrowserContext
let page: Page
let persons = 0
test.beforeAll(async () => {
  await ensurePackages('browser')
  await buildPhone()
  service = await startSampleService()
  server = await startTestServer(service.environment(join(freshFolder(), 'services')))
  service.register(server.url)
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
})
test.afterAll(async () => {
  await browser.close()
  await server.close()
  await service.stop()
})
test.beforeEach(async () => {
  phone = await browser.newContext({ viewport: { width: 375, height: 740 }, locale: 'zh-CN' })
  page = await phone.newPage()
})
test.afterEach(() => phone.close())

const pictureOf = (name: string): Promise<Buffer> => page.screenshot({ path: `test-results/screens/phone-${name}.png` })
const newCitizen = (): Promise<Citizen> => seedCitizen(server, ++persons, false)
const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

async function openService(link = '打开服务'): Promise<void> {
  await page.goto(service.url)
  await page.getByRole('link', { name: link, exact: true }).click()
  await expect(heading('服务授权')).toBeVisible()
}

/** 账号登录, from the page that asks for it. */
async function signIn({ username, password }: Citizen): Promise<void> {
  const image = page.locator('[data-captcha-id]')
  const id = await image.getAttribute('data-captcha-id')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel(/^密码( \*)?$/).fill(password)
  await page.getByLabel('图形验证码').fill(await new OnlineClient(server).captchaAnswer(id ?? ''))
  await press('登录')
}

test('a service is opened: sign in, 同意授权, and back in it with the level; 退出 leaves both', async () => {
  const citizen = await newCitizen()
  await openService()
  await expect(page.getByText('本服务需要获得以下权限')).toBeVisible()
  await expect(page.getByText('易通行', { exact: true })).toBeVisible()
  await pictureOf('authorise-sign-in')
  await press('登录')
  await signIn(citizen)
  await expect(page.getByText('读取您的用户信息')).toBeVisible()
  await expect(page.getByRole('button', { name: '同意授权' })).toBeVisible()
  await pictureOf('authorise-consent')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await press('同意授权')
  await expect(heading('您已登录易通行')).toBeVisible()
  await expect(page.getByText('L1', { exact: true })).toBeVisible()
  await pictureOf('sample-inside')
  await page.getByRole('link', { name: '退出' }).click()
  await expect(heading('退出登录')).toBeVisible()
  await pictureOf('sign-out')
  await press('退出登录')
  await expect(heading('易通行（演练）')).toBeVisible()
  await openService()
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible()
})

test('whoever does not agree is back in the service, which knows nothing of them', async () => {
  await openService()
  await press('不同意')
  await expect(page.getByRole('alert')).toHaveText('您没有同意授权，本服务没有读取您的任何信息。')
})

test('a level that is too low shows the ways up; giving up is told to the service', async () => {
  const citizen = await newCitizen()
  await openService('打开服务（需初级认证）')
  await press('登录')
  await signIn(citizen)
  await expect(page.getByText('这项服务需要初级认证')).toBeVisible()
  await expect(page.getByRole('link', { name: /实名认证/ }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: /实证核验认证/ })).toBeVisible()
  await pictureOf('authorise-level')
  await page.getByRole('link', { name: /^实名认证/ }).click()
  await page.goBack()
  await expect(heading('服务授权')).toBeVisible()
  await press('暂不认证，返回服务')
  await expect(page.getByRole('alert')).toContainText('您的认证级别还不够')
})

test('我的授权 lists the service and takes it back; the next time it asks again', async () => {
  const citizen = await newCitizen()
  await openService()
  await press('登录')
  await signIn(citizen)
  await press('同意授权')
  await expect(heading('您已登录易通行')).toBeVisible()
  await page.goto(`${server.url}/phone/#/grants`)
  await expect(heading('我的授权')).toBeVisible()
  await expect(page.getByText('读取您的用户信息')).toBeVisible()
  await press('取消授权')
  await pictureOf('grants')
  await page.getByRole('alertdialog').getByRole('button', { name: '取消授权' }).click()
  await expect(page.getByText('您还没有授权任何服务。')).toBeVisible()
  await page.goto(`${service.url}/sign-in`)
  await expect(heading('服务授权')).toBeVisible()
  await press('同意授权')
  await expect(heading('您已登录易通行')).toBeVisible()
  await page.goto(`${service.url}/sign-in`)
  await expect(heading('您已登录易通行'), 'agreed before: no page in between').toBeVisible()
})

test('the address of the page opened in another browser shows nothing of the request', async () => {
  await openService()
  const stranger = await browser.newContext()
  const other = await stranger.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('alert')).toContainText('这次授权不是在本浏览器中开始的')
  await expect(other.getByText('易通行')).toHaveCount(0)
  await stranger.close()
})
