import { doErrand } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'
import { kioskHealth } from './hall/kiosk-health.ts'

/** Long enough for a machine on which the face engine takes its time. */
const idle = { warnAfterS: 300, endAfterS: 360 }
test.use({ hallWish: { name: 'pinned', screen: { width: 1920, height: 1080 }, idle, camera: 'simulated' } })
test.setTimeout(240_000)

const errand = { phone: '10000007108', card: 'chen-jing', isFaceAllowed: true }
let inWords: () => Promise<string>
test.beforeAll(async ({ hall }) => {
  inWords = await kioskHealth(hall)
})
test.beforeEach(async ({ hall }) => {
  await hall.atHome()
})
test.afterEach(async ({ hall }) => {
  await hall.counter.leave()
  await hall.devices.stand('chen-jing')
})

test('a covered lens is told apart, at the counter and at the server; the pinned camera goes on once it is open', async ({
  hall,
}) => {
  const robot = hall.counter
  await hall.devices.stand('black')
  await doErrand(hall, errand, '人脸采集')
  await expect(robot.alert('摄像头画面全黑')).toBeVisible({ timeout: 120_000 })
  await robot.keep('47-face-black')
  await expect.poll(inWords, { timeout: 20_000 }).toContain('camera faulty camera.black')
  await hall.devices.stand('chen-jing')
  await robot.press('重试')
  await expect(robot.button('继续')).toBeEnabled({ timeout: 120_000 })
  await expect.poll(inWords, { timeout: 20_000 }).toContain('camera working')
})

test('a camera that is pulled out in the middle is noticed, and the clerk turns to two people', async ({ hall }) => {
  const robot = hall.counter
  await hall.devices.stand(null)
  await doErrand(hall, errand, '人脸采集')
  await expect(robot.page.getByRole('alert')).toHaveCount(0)
  await expect(robot.page.locator('video')).toHaveJSProperty('paused', false, { timeout: 120_000 })
  await robot.page.evaluate(() => {
    // Chromium's fake camera cannot be pulled out; from here on the page sees what it would see of a real one.
    navigator.mediaDevices.enumerateDevices = () => Promise.resolve([])
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  })
  await expect(robot.alert('未找到摄像头')).toBeVisible()
  await expect.poll(inWords, { timeout: 20_000 }).toContain('camera faulty camera.not-connected')
  await robot.press('改为双人核验')
  await robot.sees('人工核对')
})
