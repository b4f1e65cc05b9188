import { expect } from '@playwright/test'
import { CitizenRobot } from './citizen-robot.ts'

const startTimeoutMs = 30_000

/** A citizen's hands and eyes at the terminal, and the phone in their pocket. */
export class TerminalRobot extends CitizenRobot {
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
}
