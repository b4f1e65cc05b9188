import { doErrand } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'hid', screen: { width: 1920, height: 1080 }, reader: 'hid' } })
test.setTimeout(120_000)

const errand = { phone: '10000007501', card: 'chen-jing', isFaceAllowed: false }

/** Where a read is cut, in bytes: inside the first answer, between two answers, inside the text, inside the photo. */
const cuts = [1, 34, 200, 1_200] as const

test('a HID reader with a Chinese name is read from inside the kiosk, unplugged in the middle of anything and read again', async ({
  hall,
}) => {
  const robot = hall.counter
  await hall.atHome()
  await expect(robot.page.getByRole('main').getByText('读卡器就绪')).toBeVisible({ timeout: 40_000 }) // fresh processes
  const devices = await hall.devicePid()
  await doErrand(hall, errand, '读取证件')
  await robot.sees('读取证件')
  for (const bytes of cuts) {
    await hall.devices.unplugAfter(bytes)
    await hall.devices.place('chen-jing')
    await expect(robot.alert('读卡器未连接')).toBeVisible({ timeout: 20_000 })
    await hall.devices.lift()
    await hall.devices.breakReader('none')
    await expect(robot.alert('读卡器未连接')).toBeHidden({ timeout: 20_000 })
  }
  await hall.devices.place('chen-jing')
  await expect(robot.button('核对无误')).toBeEnabled({ timeout: 15_000 })
  expect(await hall.devicePid()).toBe(devices) // nothing that the binding threw has taken its process down
  await robot.leave()
})

test('a kiosk with an open HID device ends when it is told to, and finds its reader when it starts again', async ({
  hall,
}) => {
  await hall.atHome()
  await expect(hall.counter.page.getByRole('main').getByText('读卡器就绪')).toBeVisible({ timeout: 15_000 })
  expect(await hall.quitKiosk()).toEqual({ code: 0, signal: null })
  await hall.startKiosk()
  await hall.atHome()
  await expect(hall.counter.page.getByRole('main').getByText('读卡器就绪')).toBeVisible({ timeout: 15_000 })
})
