import { doErrand } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'reader', screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

test('a receipt is printed on request; when that fails the code on the screen stays and the words say why', async ({
  hall,
}) => {
  const robot = hall.counter
  await hall.atHome()
  await expect(robot.page.getByText('凭条打印机就绪')).toBeVisible({ timeout: 15_000 })
  await robot.keep('50-home-printer')
  await doErrand(hall, { phone: '10000007401', card: 'wang-lei', isFaceAllowed: false })
  await robot.sees('已授予高级认证')
  const before = (await hall.devices.slips()).length
  await hall.devices.breakPrinter('paper-out')
  await robot.press('打印回执')
  await expect(robot.alert('凭条打印机缺纸')).toBeVisible({ timeout: 15_000 })
  await expect(robot.page.getByRole('img', { name: '查询办理结果的二维码' })).toBeVisible()
  await robot.keep('51-result-paper-out')
  expect(await hall.devices.slips()).toHaveLength(before)
  await hall.devices.breakPrinter('none')
  await expect(async () => {
    await robot.press('再打印一次')
    await expect(robot.page.getByText('回执已打印，请取走')).toBeVisible({ timeout: 6_000 })
  }).toPass({ timeout: 30_000 })
  await robot.keep('52-result-printed')
  const slip = (await hall.devices.slips()).at(-1)
  const number = await robot.receiptNumber()
  expect(slip?.lines).toEqual(expect.arrayContaining(['受理回执', `回执编号 ${number}`, '办理结果 已授予高级认证']))
  expect(slip?.qrTexts).toEqual([expect.stringContaining(number)])
  await robot.finish()
})
