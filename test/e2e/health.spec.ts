import { expect, test } from './hall/hall-test.ts'
import { kioskHealth } from './hall/kiosk-health.ts'

test.use({ hallWish: { name: 'reader', screen: { width: 1920, height: 1080 } } })

let inWords: () => Promise<string>
test.beforeAll(async ({ hall }) => {
  inWords = await kioskHealth(hall)
})
const told = { timeout: 30_000 }

test('a reader that is unplugged is out of service on the screen and at the server, and nothing else is', async ({
  hall,
}) => {
  const robot = hall.counter
  await hall.atHome()
  const version = await hall.app.evaluate(({ app }) => app.getVersion())
  const others = ['zone-reader', 'code-scanner', 'printer'].map((device) => `${device} working`)
  const well = ['good', version, 'camera working', 'reader working', ...others].join(', ')
  await expect.poll(inWords, told).toBe(well)
  await hall.devices.breakReader('unplug')
  await expect(robot.page.getByText('刷证件查账号、读取证件暂停')).toBeVisible({ timeout: 20_000 })
  await robot.keep('46-home-reader-gone')
  const ill = ['faulty', version, 'camera working', 'reader faulty reader.not-connected', ...others].join(', ')
  await expect.poll(inWords, told).toBe(ill)
  await hall.devices.breakReader('none')
  await expect(robot.page.getByText('放卡即可读取')).toBeVisible({ timeout: 20_000 })
  await expect.poll(inWords, told).toBe(well)
})
