import { doErrand } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'reader', screen: { width: 1920, height: 1080 } } })

const errand = { phone: '10000007301', card: 'chen-jing', isFaceAllowed: false }

test.beforeEach(async ({ hall }) => {
  await hall.atHome()
  await doErrand(hall, errand, '读取证件')
  await hall.counter.sees('读取证件')
})

test.afterEach(async ({ hall }) => {
  await hall.counter.leave()
})

test('a card pulled in the middle is read after it was laid down again', async ({ hall }) => {
  const robot = hall.counter
  await hall.devices.breakReader('pull')
  await hall.devices.place('chen-jing')
  await expect(robot.alert('证件在读取中被移开')).toBeVisible({ timeout: 15_000 })
  await robot.keep('40-reader-card-removed')
  await hall.devices.breakReader('none')
  await hall.devices.place('chen-jing')
  await expect(robot.button('核对无误')).toBeEnabled({ timeout: 15_000 })
})

test('a bank card is told apart from an identity card', async ({ hall }) => {
  await hall.devices.place('bank-card')
  await expect(hall.counter.alert('这不是可识别的身份证件')).toBeVisible()
  await hall.counter.keep('41-reader-bank-card')
  await hall.devices.lift()
  await hall.devices.place('chen-jing')
  await expect(hall.counter.button('核对无误')).toBeEnabled({ timeout: 15_000 })
})

test('a damaged chip is said to be unreadable', async ({ hall }) => {
  await hall.devices.place('damaged-chip')
  await expect(hall.counter.alert('证件读取失败')).toBeVisible()
})

test('an expired card cannot be confirmed', async ({ hall }) => {
  await hall.devices.place('expired')
  await expect(hall.counter.alert('证件已过有效期')).toBeVisible()
  await expect(hall.counter.button('核对无误')).toBeHidden()
  await hall.counter.keep('42-reader-expired')
})

test('a number with a wrong check digit cannot be confirmed', async ({ hall }) => {
  await hall.devices.place('bad-number')
  await expect(hall.counter.alert('证件号码不符合编码规则')).toBeVisible()
  await expect(hall.counter.button('核对无误')).toBeHidden()
})

test('a reader that is unplugged says so and goes on when it is back', async ({ hall }) => {
  const robot = hall.counter
  await hall.devices.breakReader('unplug')
  await expect(robot.alert('读卡器未连接')).toBeVisible({ timeout: 20_000 })
  await robot.keep('43-reader-unplugged')
  await hall.devices.breakReader('none')
  await expect(robot.alert('读卡器未连接')).toBeHidden({ timeout: 20_000 })
  await hall.devices.place('chen-jing')
  await expect(robot.button('核对无误')).toBeEnabled({ timeout: 15_000 })
})

for (const fault of ['garbage', 'checksum'] as const) {
  test(`a line with ${fault} recovers by itself`, async ({ hall }) => {
    await hall.devices.breakReader(fault)
    await hall.devices.place('chen-jing')
    await hall.devices.breakReader('none')
    await expect(hall.counter.button('核对无误')).toBeEnabled({ timeout: 20_000 })
  })
}
