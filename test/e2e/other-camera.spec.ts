import { doErrand } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'

/** Long enough for a machine on which the face engine takes its time. */
const idle = { warnAfterS: 300, endAfterS: 360 }
test.use({ hallWish: { name: 'other-camera', screen: { width: 1920, height: 1080 }, idle, camera: 'HD Webcam' } })
test.setTimeout(240_000)

test('a camera other than the pinned one is not used', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await doErrand(hall, { phone: '10000007109', card: 'chen-jing', isFaceAllowed: true }, '人脸采集')
  await expect(robot.alert('摄像头与本机登记的不是同一台')).toBeVisible({ timeout: 120_000 })
  await robot.press('改为双人核验')
  await robot.sees('人工核对')
})
