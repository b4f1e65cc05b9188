import { type Browser, chromium, expect, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensurePackages } from '../../../build/setup/debian.ts'
import { type CameraScene, writeClip } from '../../../native/simulator/camera/index.ts'

const viewport = { width: 390, height: 844 }
/** The models are loaded and every frame is measured without a GPU, beside a kiosk that runs too. */
const captureTimeoutMs = 120_000

/** A citizen's own phone: a real browser with a camera before which somebody stands. */
export class CameraPhone {
  readonly page: Page
  readonly #browser: Browser
  readonly #folder: string

  private constructor(browser: Browser, page: Page, folder: string) {
    this.#browser = browser
    this.page = page
    this.#folder = folder
  }

  /** A phone before whose camera this scene is seen; `isAllowed` is what its owner answers when the page asks for the camera. */
  static async with(scene: CameraScene, isAllowed = true): Promise<CameraPhone> {
    await ensurePackages('browser')
    const folder = mkdtempSync(join(tmpdir(), 'hall-phone-'))
    const clip = join(folder, 'camera.y4m')
    await writeClip(scene, clip)
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${clip}`],
    })
    const context = await browser.newContext({ viewport, permissions: isAllowed ? ['camera'] : [] })
    return new CameraPhone(browser, await context.newPage(), folder)
  }

  /** Scans what a screen shows, and picks the number that stands there then. */
  async scan(address: string, numberShown: () => Promise<string>): Promise<void> {
    await this.page.goto(address)
    await expect(this.page.getByText('请点办事大厅屏幕上显示的数字')).toBeVisible()
    await this.press(await numberShown())
  }

  press(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click()
  }

  type(label: string, text: string): Promise<void> {
    return this.page.getByLabel(new RegExp(`^${label}( \\*)?$`)).fill(text)
  }

  async sees(heading: string, timeout?: number): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: heading })).toBeVisible(
      timeout === undefined ? {} : { timeout },
    )
  }

  /** One capture to its end, whatever that is. */
  async capture(): Promise<void> {
    await this.press('开始采集')
    const end = this.page.getByRole('heading', { name: '认证完成' }).or(this.page.getByRole('alert'))
    await expect(end.first()).toBeVisible({ timeout: captureTimeoutMs })
  }

  async keep(name: string): Promise<void> {
    await this.page.screenshot({ path: `test-results/screens/${name}.phone.png`, fullPage: true })
  }

  async close(): Promise<void> {
    await this.#browser.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
