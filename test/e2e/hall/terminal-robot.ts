import { expect, type Page } from '@playwright/test'
import type { ScreenAlbum } from './screen-album.ts'
import { ScreenRobot } from './screen-robot.ts'

const startTimeoutMs = 30_000
const codeTimeoutMs = 10_000

/** One message as the sandbox's gateway got it. */
interface Message {
  readonly code: string | null
}

/** A citizen's hands and eyes at the terminal, and the phone in their pocket. */
export class TerminalRobot extends ScreenRobot {
  readonly #server: string

  /** `server` is asked, as the sandbox allows, what a captcha shows and what was sent. */
  constructor(pages: () => readonly Page[], album: ScreenAlbum, server: string) {
    super(pages, album)
    this.#server = server
  }

  /** Waits until the attract screen is there. */
  async isUp(): Promise<void> {
    await this.isAttracting(startTimeoutMs)
  }

  /** Nobody is here. */
  async isAttracting(timeout?: number): Promise<void> {
    await expect(async () => {
      await expect(this.button('轻触屏幕开始')).toBeVisible({ timeout: 250 })
    }).toPass({ timeout: timeout ?? startTimeoutMs, intervals: [250] })
  }

  /** Touches the attract screen. */
  async arrive(): Promise<void> {
    await this.isAttracting()
    await this.press('轻触屏幕开始')
    await this.sees('您要办理什么')
  }

  /** Takes one of the big tiles; its name begins with its title. */
  choose(title: string): Promise<void> {
    return this.page.getByRole('button', { name: new RegExp(`^${title}`) }).click()
  }

  /** Types into the field with this label; the star of a required field belongs to no name. */
  type(label: string, text: string): Promise<void> {
    return this.page.getByLabel(new RegExp(`^${label}( \\*)?$`)).fill(text)
  }

  /** What the captcha on the screen shows, as only the sandbox can tell. */
  async captchaShown(): Promise<string> {
    const id = await this.page.locator('[data-captcha-id]').getAttribute('data-captcha-id')
    return (await this.#ask<{ answer: string }>(`/sandbox/captcha/${id ?? ''}`)).answer
  }

  /** Reads the captcha on the screen and types what it shows. */
  async readCaptcha(label: string): Promise<void> {
    await this.type(label, await this.captchaShown())
  }

  /** Captcha, 获取验证码, and the code that came. */
  async prove(to: string, labels: { readonly captcha: string; readonly code: string }): Promise<void> {
    await this.readCaptcha(labels.captcha)
    await this.press('获取验证码')
    await this.type(labels.code, await this.codeFor(to))
  }

  /** 验证身份: the shared step before every change that matters. */
  async verifyPhone(to: string): Promise<void> {
    await this.sees('验证身份')
    await this.prove(to, { captcha: '图形验证码', code: '手机验证码' })
    await this.press('下一步')
  }

  /** A new visit of somebody who signs in at once. */
  async visitAs(accountName: string, password: string): Promise<void> {
    await this.toWelcome()
    await this.signIn(accountName, password)
  }

  /** Presses 修改 or 我要绑定 in the line of 个人信息 with this label. */
  async change(label: string): Promise<void> {
    await this.choose('个人中心')
    await this.sees('个人中心')
    await this.page
      .getByRole('button', { name: new RegExp(`(修改|我要绑定).*${label}|${label}.*(修改|我要绑定)`) })
      .click()
  }

  /** Begins the way of 认证信息 with this title. */
  async way(title: string): Promise<void> {
    await this.sees('个人中心')
    await this.page.getByRole('listitem').filter({ hasText: title }).getByRole('button').click()
  }

  /** Signs in with a password, from the first screen of a visit. */
  async signIn(accountName: string, password: string): Promise<void> {
    await this.choose('登录')
    await this.sees('账号登录')
    await this.type('用户名/手机号/身份证号', accountName)
    await this.type('密码', password)
    await this.readCaptcha('请输入图形验证码')
    await this.press('登录')
  }

  /** The newest code that was sent to a phone or address. */
  async codeFor(to: string): Promise<string> {
    let code = ''
    await expect(async () => {
      const [newest] = await this.#ask<readonly Message[]>(`/sandbox/inbox?to=${encodeURIComponent(to)}`)
      code = newest?.code ?? ''
      expect(code).toMatch(/^\d{6}$/)
    }).toPass({ timeout: codeTimeoutMs })
    return code
  }

  /** From wherever the terminal is to a new visit. */
  async toWelcome(): Promise<void> {
    const attract = this.button('轻触屏幕开始')
    const way = this.button('结束并清除')
    await expect(attract.or(way).first()).toBeVisible()
    if (await way.isVisible()) await this.leave()
    await this.arrive()
  }

  /** 结束并清除, and the question before it where there is something to lose; the attract screen is then a fresh page. */
  override async leave(): Promise<void> {
    const gone = this.page.waitForEvent('close')
    await this.press('结束并清除')
    const sure = this.page.getByRole('dialog').getByRole('button', { name: '结束并清除' })
    await Promise.race([gone, sure.click().catch(() => undefined)]) // nobody is asked where nothing can be lost
    await gone
    await this.isAttracting()
  }

  async #ask<T>(path: string): Promise<T> {
    const response = await fetch(`${this.#server}${path}`)
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return (await response.json()) as T
  }
}
