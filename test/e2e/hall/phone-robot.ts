import { type BrowserContext, expect } from '@playwright/test'
import { CitizenRobot } from './citizen-robot.ts'
import type { Hall } from './hall.ts'
import { ScreenAlbum } from './screen-album.ts'

/** A usual phone, upright, and how WeChat's own browser calls itself on it. */
export const phoneTraits = {
  viewport: { width: 375, height: 720 },
  isMobile: true,
  hasTouch: true,
  locale: 'zh-CN',
  userAgent:
    'Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.47 NetType/4G Language/zh_CN',
} as const
const NARROWEST = { width: 320, height: 640 }

/** A citizen's own phone: a real browser that shows the pages the server gives it. */
export class PhoneRobot extends CitizenRobot {
  readonly context: BrowserContext
  readonly #hall: Hall

  constructor(context: BrowserContext, hall: Hall) {
    super(() => context.pages(), new ScreenAlbum(phoneTraits.viewport, true), hall.demo.readyLine.server)
    this.context = context
    this.#hall = hall
  }

  /** Goes to a page by its address behind the `#`. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#hall.demo.readyLine.phone}#${path}`)
  }

  /** Points the camera at a QR code: the browser opens what it says. */
  async scan(address: string): Promise<void> {
    await this.page.goto('about:blank')
    await this.page.goto(address)
  }

  /** Signs in by password on the page that is shown. */
  async signIn(accountName: string, password: string): Promise<void> {
    await this.sees('账号登录')
    await this.type('用户名/手机号/身份证号', accountName)
    await this.type('密码', password)
    await this.readCaptcha('请输入图形验证码')
    await this.press('登录')
  }

  /** Takes the page as it is now; on the narrowest phone too nothing may reach beyond the edge. */
  override async keep(name: string): Promise<string> {
    const path = await super.keep(name)
    await this.page.setViewportSize(NARROWEST)
    expect.soft(await this.#widest(), `width of ${name} on a narrow phone`).toBeLessThanOrEqual(NARROWEST.width)
    await this.page.setViewportSize(phoneTraits.viewport)
    return path
  }

  #widest(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth)
  }
}
