import { chromium, type Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build, preview } from 'vite'

/** `node test/preview/take-pictures.ts [PART-OF-A-NAME]`: every screen in every state, at every size and type, as PNG files. */
const root = join(import.meta.dirname, '../..')
const configFile = join(import.meta.dirname, 'vite.config.ts')
const folder = join(root, 'test-results/screens')
const wanted = process.argv[2] ?? ''
const wide = { width: 1920, height: 1080 }
const tall = { width: 1080, height: 1920 }
const kinds = [
  { mode: 'counter', viewport: wide, suffix: '' },
  { mode: 'counter', viewport: { width: 1280, height: 800 }, suffix: '' },
  { mode: 'self-service', viewport: tall, suffix: '' },
  { mode: 'self-service', viewport: wide, suffix: '' },
  { mode: 'self-service', viewport: tall, suffix: '/large' },
  { mode: 'self-service', viewport: wide, suffix: '/large' },
]
/** Nobody is there to choose larger type. */
const withoutHeader = ['t-attract', 't-attract-offline', 't-blocked']

/** Runs in the page: waits until every movement that ends has ended. */
async function settle(): Promise<void> {
  const ending = document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity)
  await Promise.allSettled(ending.map((each) => each.finished))
}

async function take(page: Page, address: string, name: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${address}test/preview/index.html#${name}`)
  await page
    .locator('html[data-ready]')
    .waitFor({ state: 'attached' })
    .catch(() => console.error(`${name}: not ready`))
  await page.evaluate(settle)
  if (/waiting(\/|$)/.test(name))
    await page
      .locator('[role=status] .el-skeleton')
      .waitFor({ timeout: 2000 })
      .catch(() => undefined)
  const { width } = page.viewportSize()!
  await page.screenshot({ path: join(folder, `${name.replace('/', '.')}.${width}.png`) })
  const cut = await page.evaluate(() => {
    const isCut = (e: Element): boolean =>
      e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'
    const tall = (e: Element): boolean =>
      e.scrollHeight > e.clientHeight + 1 && /auto|hidden|scroll/.test(getComputedStyle(e).overflowY)
    return [...document.querySelectorAll('body *')]
      .filter((e) => e.clientWidth > 2 && !e.classList.contains('unseen') && (isCut(e) || tall(e)))
      .map(
        (e) => `${e.tagName}.${e.className} ${e.scrollWidth}×${e.scrollHeight} in ${e.clientWidth}×${e.clientHeight}`,
      )
  })
  if (cut.length > 0) console.log(`${name} at ${width}: ${cut.join('; ')}`)
}

mkdirSync(folder, { recursive: true })
if (!process.env['PREVIEW_BUILT']) await build({ configFile, logLevel: 'warn' })
const server = await preview({ configFile, preview: { port: 0, host: '127.0.0.1' } })
const address = server.resolvedUrls!.local[0]!
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] })
for (const { mode, viewport, suffix } of kinds) {
  const page = await browser.newPage({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  page.setDefaultTimeout(8000)
  page.on('console', (message) => message.type() === 'error' && console.log(page.url(), message.text()))
  page.on('pageerror', (error) => console.log(page.url(), error.message))
  await page.goto(`${address}test/preview/index.html`)
  await page.locator('html[data-scenes]').waitFor({ state: 'attached' })
  const listed = ((await page.locator('html').getAttribute('data-scenes')) ?? '').split(' ')
  const names = listed.filter((each) => each.startsWith(`${mode}:`)).map((each) => each.slice(mode.length + 1))
  const chosen = names.filter((each) => each.includes(wanted) && !(suffix && withoutHeader.includes(each)))
  for (const name of chosen) await take(page, address, name + suffix)
  await page.close()
}
await browser.close()
await server.close()
