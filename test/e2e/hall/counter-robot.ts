import { expect } from '@playwright/test'
import { ScreenRobot } from './screen-robot.ts'

/** The demo's staff. */
export const clerk = { number: '1001', password: 'Hall-1001-demo' } as const
export const supervisor = { number: '2001', password: 'Hall-2001-demo' } as const

const startTimeoutMs = 30_000
const cameraTimeoutMs = 60_000
const readTimeoutMs = 15_000

/** A pair of hands at the counter's screen. */
export class CounterRobot extends ScreenRobot {
  /** Waits until the first real screen is there. */
  async isUp(): Promise<void> {
    await this.sees('工作人员登录', startTimeoutMs)
  }

  async signIn({ number, password }: { number: string; password: string } = clerk): Promise<void> {
    await this.sees('工作人员登录')
    await this.page.getByLabel('工号', { exact: true }).fill(number)
    await this.page.getByLabel('密码', { exact: true }).fill(password)
    await this.press('登录')
  }

  async signOut(): Promise<void> {
    await this.press('退出')
    await this.sees('工作人员登录')
  }

  /** The demo's clerk takes the counter over; who signed in offline has to, before the server answers look-ups. */
  async signInAgain(): Promise<void> {
    await this.signOut()
    await this.signIn()
    await this.sees('窗口受理')
  }

  async begin(): Promise<void> {
    await this.sees('窗口受理')
    await this.press('开始实证核验')
    await this.sees('查找账号')
  }

  /** Finds the account by its phone number, and opens one where there is none. */
  async claimAccount(phone: string): Promise<void> {
    await this.searchByPhone(phone)
    const settled = this.button('确认账号')
    await expect(settled.or(this.alert('没有找到账号'))).toBeVisible()
    if (await settled.isVisible()) await settled.click()
    else await this.openAccount(phone)
  }

  async searchByPhone(phone: string): Promise<void> {
    await this.sees('查找账号')
    await this.page.getByLabel('手机号码').fill(phone)
    await this.press('查找')
  }

  async openAccount(phone: string): Promise<void> {
    await this.press('新开账号')
    await this.sees('新开账号')
    await this.page.getByLabel('手机号码', { exact: true }).fill(phone)
    await this.page.getByLabel('再次输入手机号码').fill(phone)
    await this.press('新开账号')
  }

  async consent(title: string, isAgreed = true): Promise<void> {
    await this.sees(title)
    await this.press(isAgreed ? '同意' : '不同意')
  }

  /** Waits until the card on the reader has been read and says it is right. */
  async confirmCard(): Promise<void> {
    await expect(this.button('核对无误')).toBeEnabled({ timeout: readTimeoutMs })
    await this.press('核对无误')
  }

  /** Waits for the comparison's result and goes on by the button that it offers. */
  async compareFaces(next: string): Promise<void> {
    await expect(this.button(next)).toBeEnabled({ timeout: cameraTimeoutMs })
    await this.press(next)
  }

  async compareByEye(isSame = true): Promise<void> {
    await this.sees('人工核对')
    for (const check of await this.page.getByRole('checkbox').all()) await check.press('Space')
    await this.press(isSame ? '是同一人' : '不是同一人')
  }

  async approve({ number, password }: { number: string; password: string } = supervisor): Promise<void> {
    await this.sees('值班长复核')
    await this.page.getByLabel('值班长工号').fill(number)
    await this.page.getByLabel('密码', { exact: true }).fill(password)
    await this.press('同意')
  }

  /** Draws a name with the finger. */
  async sign(): Promise<void> {
    await this.sees('签名确认')
    const area = await this.page.locator('canvas').boundingBox()
    if (area === null) throw new Error('there is nowhere to sign')
    const { mouse } = this.page
    for (const stroke of [0.3, 0.6]) {
      await mouse.move(area.x + area.width * stroke, area.y + area.height * 0.3)
      await mouse.down()
      await mouse.move(area.x + area.width * (stroke + 0.05), area.y + area.height * 0.5, { steps: 6 })
      await mouse.move(area.x + area.width * (stroke - 0.08), area.y + area.height * 0.7, { steps: 6 })
      await mouse.up()
    }
    await this.press('确认签名')
  }

  async confirmReview(): Promise<void> {
    await this.sees('核对信息')
    await this.press('信息无误')
  }

  async attest(password: string = clerk.password): Promise<void> {
    await this.sees('工作人员确认')
    await this.page.getByLabel('登录密码', { exact: true }).fill(password)
    await this.press('确认并提交')
  }

  /** The number on the receipt that the result shows. */
  async receiptNumber(): Promise<string> {
    return (await this.page.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/).innerText()).trim()
  }

  /** From wherever the counter is to the clerk's home, signed in as the demo's clerk. */
  async toHome(): Promise<void> {
    const home = this.page.getByRole('heading', { level: 1, name: '窗口受理' })
    const entry = this.page.getByRole('heading', { level: 1, name: '工作人员登录' })
    const leave = this.button('结束并清除')
    const done = this.button('完成')
    await expect(home.or(entry).or(leave).or(done).first()).toBeVisible()
    if (await leave.isVisible()) await this.leave()
    if (!(await home.or(entry).isVisible())) await this.finish()
    if (await this.page.getByRole('heading', { level: 1, name: '工作人员登录' }).isVisible()) await this.signIn()
    await this.sees('窗口受理')
  }

  /** From a result back to the clerk's home: the next citizen gets a new page, and the old one is destroyed. */
  async finish(): Promise<void> {
    const gone = this.page.waitForEvent('close')
    await this.press('完成')
    await gone
    await this.sees('窗口受理')
  }
}
