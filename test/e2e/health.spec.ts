import type { KioskEntry } from '../../sync-server/contract/console.ts'
import { openConsole } from '../fixtures/server/console-client.ts'
import type { OnlineClient } from '../fixtures/server/online-client.ts'
import type { Hall } from './hall/hall.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'reader', screen: { width: 1920, height: 1080 } } })

const place = ({ demo }: Hall) => ({ url: demo.readyLine.server, clock: { now: () => new Date() } })
let administrator: OnlineClient
test.beforeAll(async ({ hall }) => {
  administrator = await openConsole(place(hall))
})
const inWords = async (): Promise<string> => {
  const { kiosks } = (await administrator.send('GET', '/v1/admin/kiosks')).body as { kiosks: KioskEntry[] }
  const [kiosk] = kiosks
  const devices = kiosk?.report?.devices.map(({ device, state, code }) =>
    [device, state, code].filter(Boolean).join(' '),
  )
  return [kiosk?.standing, kiosk?.report?.version, ...(devices ?? [])].join(', ')
}
const told = { timeout: 30_000 }

test('a reader that is unplugged is out of service on the screen and at the server, and nothing else is', async ({
  hall,
}) => {
  const robot = hall.counter
  await hall.atHome()
  const version = await hall.app.evaluate(({ app }) => app.getVersion())
  const well = ['good', version, 'reader working', 'camera working', 'printer working'].join(', ')
  await expect.poll(inWords, told).toBe(well)
  await hall.devices.breakReader('unplug')
  await expect(robot.page.getByText('刷证件查账号、读取证件暂停')).toBeVisible({ timeout: 20_000 })
  await robot.keep('46-home-reader-gone')
  const ill = ['faulty', version, 'reader faulty reader.not-connected', 'camera working', 'printer working'].join(', ')
  await expect.poll(inWords, told).toBe(ill)
  await hall.devices.breakReader('none')
  await expect(robot.page.getByText('放卡即可读取')).toBeVisible({ timeout: 20_000 })
  await expect.poll(inWords, told).toBe(well)
})
