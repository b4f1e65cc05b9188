import { expect, type Page } from '@playwright/test'
import type { ScreenAlbum } from './screen-album.ts'
import { ScreenRobot } from './screen-robot.ts'

const codeTimeoutMs = 10_000

/** One message as the sandbox's gateway got it. */
interface Message {
  readonly code: string | null
}

/** A citizen who fills in forms, at a terminal or on a phone, and gets the messages. */
export class CitizenRobot extends ScreenRobot {
  readonly #server: string

  /** `server` is asked, as the sandbox allows, what a captcha shows and what was sent. */
  constructor(pages: () => readonly Page[], album: ScreenAlbum, server: string) {
    super(pages, album)
    this.#server = server
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

  async #ask<T>(path: string): Promise<T> {
    const response = await fetch(`${this.#server}${path}`)
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return (await response.json()) as T
  }
}
