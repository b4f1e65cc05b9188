import { expect, test } from './hall/hall-test.ts'
import type { Hall } from './hall/hall.ts'

test.use({ hallWish: { name: 'travel-documents', screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

/** From the clerk's home to the step that reads the document. */
async function toReading(hall: Hall, phone: string): Promise<void> {
  const robot = hall.counter
  await hall.atHome()
  await robot.begin()
  await robot.claimAccount(phone)
  await robot.consent('实证核验告知书')
  await robot.consent('人脸信息单独同意书')
  await robot.sees('读取证件')
}

/** From two people's comparison to the sealed record. */
async function toResult({ counter }: Hall, purpose: string): Promise<void> {
  await counter.compareByEye()
  await counter.approve()
  await counter.sign()
  await counter.sees('核对信息')
  await expect(counter.page.getByText(purpose)).toBeVisible()
  await counter.confirmReview()
  await counter.attest()
}

test('a permit is read by its zone, compared by two people and granted the highest level', async ({ hall }) => {
  const robot = hall.counter
  await toReading(hall, '10000007301')
  await robot.keep('60-read-card-waiting')
  await robot.press('改用通行证或护照')
  await expect(robot.page.getByText('请扫描证件的机读码')).toBeVisible()
  await robot.keep('61-travel-waiting')
  await hall.devices.readZone('hk-permit')
  await expect(robot.page.getByText('SHILI, XIANGGANG')).toBeVisible()
  await expect(robot.page.getByText('H00000001')).toBeVisible()
  await robot.keep('62-travel-zone')
  await robot.press('与原件核对无误')
  await expect(robot.page.getByRole('alert').first()).toContainText('请填写这一项')
  await robot.page.getByLabel('姓名', { exact: true }).fill('示例香港')
  await robot.page.getByLabel('签发日期').fill('20230230')
  await expect(robot.page.getByText('没有这一天')).toBeVisible()
  await robot.keep('63-travel-zone-day-wrong')
  await robot.page.getByLabel('签发日期').fill('20230201')
  await robot.press('与原件核对无误')
  await robot.sees('人工核对')
  await expect(robot.page.getByText('证件没有可读的芯片照片')).toBeVisible()
  await robot.keep('64-travel-compare')
  await toResult(hall, '提交后申请授予高级认证（L4）')
  await robot.sees('已授予高级认证')
  const number = await robot.receiptNumber()
  expect(hall.ledger.entries(number)).toEqual([{ decision: 'granted', reasons: '[]', level: 'L4' }])
  await robot.finish()
})

test('a permit whose zone nobody has published is typed, and gets the level below', async ({ hall }) => {
  const robot = hall.counter
  await toReading(hall, '10000007302')
  await hall.devices.readZone('unpublished-permit')
  await expect(robot.alert('证件的机读码没有读出')).toBeVisible()
  await robot.keep('65-travel-unread')
  await robot.press('手工录入')
  const { page } = robot
  await page.getByLabel('姓名', { exact: true }).fill('示例台湾')
  await page.getByRole('radio', { name: '台湾居民来往大陆通行证' }).check()
  await page.getByRole('radio', { name: '女', exact: true }).check()
  await page.getByLabel('证件号码').fill('00000002')
  await page.getByLabel('出生日期').fill('19900101')
  await page.getByLabel('签发日期').fill('20230101')
  await page.getByLabel('有效期至').fill('20360101')
  await robot.press('与原件核对无误')
  await expect(robot.alert('请与原件核对后勾选')).toBeVisible()
  await robot.keep('66-travel-typed')
  await page.getByRole('checkbox').press('Space')
  await robot.press('与原件核对无误')
  await robot.sees('人工核对')
  await expect(page.getByText('证件信息为手工录入，请逐项与原件核对')).toBeVisible()
  await robot.keep('67-travel-typed-compare')
  await toResult(hall, '提交后申请授予中级认证（L3）')
  await robot.sees('已授予中级认证')
  await robot.keep('68-result-l3')
  const number = await robot.receiptNumber()
  expect(hall.ledger.entries(number)).toEqual([{ decision: 'granted', reasons: '[]', level: 'L3' }])
  await robot.finish()
})

test('documents that are none for this say so, and a card may still be laid down', async ({ hall }) => {
  const robot = hall.counter
  await toReading(hall, '10000007303')
  await hall.devices.readZone('exit-permit')
  await expect(robot.alert('这是内地居民的出入境证件，不能用于认证')).toBeVisible()
  await robot.keep('69-travel-exit-permit')
  await hall.devices.readZone('foreign-card')
  await expect(robot.alert('暂不支持用这种证件认证')).toBeVisible()
  await robot.press('返回读卡')
  await hall.devices.place('wang-lei')
  await robot.confirmCard()
  await hall.devices.lift()
  await robot.sees('人脸采集')
  await robot.leave()
})

test('an unplugged reader of zones is named, and typing goes on', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await hall.devices.plugScanners(false)
  await expect(robot.page.getByText('证件阅读机未连接')).toBeVisible()
  await expect(robot.page.getByText('扫码枪未连接')).toBeVisible()
  await robot.keep('70-home-no-scanners')
  await hall.devices.plugScanners(true)
  await expect(robot.page.getByText('证件阅读机未连接')).toBeHidden()
})
