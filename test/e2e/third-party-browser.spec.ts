import { type Browser, type BrowserContext, chromium, expect, type Page, test } from '@playwright/test'
import { join } from 'node:path'
import { startThirdPartySandbox, type ThirdPartySandbox } from '../../build/sandbox/third-party/sandbox.ts'
import { ensurePackages } from '../../build/setup/debian.ts'
import { thirdPartyProviders } from '../../sync-server/contract/third-party.ts'
import { freshFolder } from '../fixtures/server/databases.ts'
import { startTestServer, type TestServer } from '../fixtures/server/test-server.ts'

let sandbox: ThirdPartySandbox
let server: TestServer
let browser: Browser
test.beforeAll(async () => {
  await ensurePackages('browser')
  sandbox = await startThirdPartySandbox()
  // By another name, so that the providers are other sites for the browser, as the real ones are.
  const environment = Object.entries(sandbox.environment(join(freshFolder(), 'third-party'))).map(([name, value]) => [
    name,
    name.endsWith('AUTHORISE_URL') ? value.replace('127.0.0.1', 'localhost') : value,
  ])
  server = await startTestServer(Object.fromEntries(environment) as Record<string, string>)
  sandbox.register(server.url)
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
})
test.afterAll(async () => {
  await browser.close()
  await server.close()
  await sandbox.stop()
})

/** A phone whose pages run no script: what the browser itself does is what counts here. */
const newPhone = (): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 390, height: 760 }, javaScriptEnabled: false })

/** Goes to a provider, decides there, and says where the browser ends. */
async function landing(page: Page, provider: string, decision: string | RegExp): Promise<string> {
  await page.goto(`${server.url}/third-party/${provider}/start`)
  expect(new URL(page.url()).hostname).toBe('localhost')
  await page.getByRole('link', { name: decision }).click()
  await page.waitForURL('**/phone/**')
  return new URL(page.url()).hash.slice('#/third-party/'.length)
}
const exchange = (phone: BrowserContext, handoff: string) =>
  phone.request.post(`${server.url}/v1/third-party/handoffs`, { data: { handoff } })

for (const provider of thirdPartyProviders) {
  test(`${provider}: a real browser comes back from another site and is known again`, async () => {
    const phone = await newPhone()
    const page = await phone.newPage()
    const handoff = await landing(page, provider, /陈静示例/)
    expect(handoff).toMatch(/^[0-9a-f]{64}$/)
    const stranger = await newPhone()
    const stolen = await landing(page, provider, /王磊示例/)
    expect((await exchange(stranger, stolen)).status()).toBe(403)
    const answer = await exchange(phone, handoff)
    expect(await answer.json()).toMatchObject({ provider, maskedName: '***例', linkTicket: expect.any(String) })
    expect(await landing(page, provider, '拒绝')).toBe('failed/third-party.cancelled')
    await phone.close()
    await stranger.close()
  })
}

test('the cookie is out of reach of scripts and of other sites’ forms', async () => {
  const phone = await newPhone()
  await landing(await phone.newPage(), 'baidu', '拒绝')
  expect(await phone.cookies(server.url)).toMatchObject([{ name: 'hall-browser', httpOnly: true, sameSite: 'Lax' }])
  await phone.close()
})
