import type { Hall } from './hall/hall.ts'
import { expect, test } from './hall/hall-test.ts'
import { travelPapers } from '../../native/simulator/travel-papers.ts'

test.use({ hallWish: { name: 'keyboard-scanner', hasKeyboardScanner: true, screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

/** Writes into the window as a scanner does: key after key through Chromium's own input, without a pause. */
async function burst(hall: Hall, text: string): Promise<void> {
  await hall.app.evaluate(
    ({ webContents }, keys) => {
      const shown =
        webContents.getAllWebContents().find((contents) => contents.isFocused()) ?? webContents.getAllWebContents()[0]
      for (const key of keys) {
        const keyCode = key === '\n' ? 'Enter' : key
        shown?.sendInputEvent({ type: 'keyDown', keyCode })
        if (key !== '\n') shown?.sendInputEvent({ type: 'char', keyCode })
        shown?.sendInputEvent({ type: 'keyUp', keyCode })
      }
    },
    [...text],
  )
}
const linesOf = (id: string): string => `${travelPapers.find((paper) => paper.id === id)!.lines.join('\n')}\n`

test('what hands type stays theirs, and what a scanner writes reaches no field', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await robot.begin()
  const phone = robot.page.getByLabel('手机号码')
  await phone.click()
  await robot.page.keyboard.type('1000', { delay: 120 })
  await expect(phone).toHaveValue(/^100\s?0$/)
  await burst(hall, linesOf('hk-permit'))
  await expect(robot.alert('没有找到账号')).toBeVisible()
  await expect(phone).toHaveValue(/^100\s?0$/)
  await robot.page.keyboard.type('0007304', { delay: 120 })
  await expect(phone).toHaveValue(/^100\s?0000\s?7304$/)
  await robot.page.keyboard.press('Enter')
  await robot.openAccount('10000007304')
  await robot.consent('实证核验告知书')
  await robot.consent('人脸信息单独同意书', false)
  await robot.sees('读取证件')
  await burst(hall, linesOf('hk-permit'))
  await expect(robot.page.getByText('SHILI, XIANGGANG')).toBeVisible()
  const name = robot.page.getByLabel('姓名', { exact: true })
  await name.fill('示例香港')
  await burst(hall, linesOf('taiwan-permit'))
  await expect(robot.page.getByText('SHILI, TAIWAN')).toBeVisible()
  await robot.keep('71-keyboard-scan')
  await robot.leave()
})
