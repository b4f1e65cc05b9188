import { doErrand } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'

const idle = { warnAfterS: 300, endAfterS: 360 }
const screen = { width: 1920, height: 1080 }
test.use({ hallWish: { name: 'document-camera', screen, idle, documentCamera: 'simulated' } })
test.setTimeout(180_000)

test('a page under the document camera is cut out flat and filed with the two-person check', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await hall.devices.stand('empty')
  await doErrand(hall, { phone: '10000007110', card: 'chen-jing', isFaceAllowed: false }, '人工核对')
  await robot.sees('人工核对')
  await robot.press('打开高拍仪')
  await expect(robot.page.getByText('请将材料完整放入画面')).toBeVisible({ timeout: 60_000 })
  await expect(robot.button('拍摄')).toBeDisabled()
  await hall.devices.stand('paper')
  await expect(robot.button('拍摄')).toBeEnabled({ timeout: 60_000 })
  await robot.keep('48-page-found')
  await robot.press('拍摄')
  const page = robot.page.getByRole('img', { name: '已拍摄' })
  await expect(page).toBeVisible({ timeout: 30_000 })
  await robot.keep('49-page-taken')
  const size = await page.evaluate((image: HTMLImageElement) => image.naturalWidth / image.naturalHeight)
  expect(size, 'as wide as its longer edge, not as the picture').toBeGreaterThan(1)
  expect(size).toBeLessThan(1.3)
  await robot.compareByEye()
  await robot.approve()
  await robot.sign()
  await robot.confirmReview()
  await robot.attest()
  await robot.sees('已授予高级认证')
  await robot.finish()
})
