import { doErrand, finishByTwoPeople } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'

const without = ['--use-fake-device', '--use-file-for-fake']
test.use({ hallWish: { name: 'no-camera', screen: { width: 1920, height: 1080 }, without } })

test('a counter without a camera says so beforehand and verifies by two people', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await expect(robot.page.getByText('未找到摄像头')).toBeVisible()
  await robot.keep('29-home-no-camera')
  await doErrand(hall, { phone: '10000007901', card: 'chen-jing', isFaceAllowed: true }, '人脸采集')
  await robot.sees('人脸采集')
  await expect(robot.alert('未找到摄像头')).toBeVisible({ timeout: 30_000 })
  await robot.keep('29-face-no-camera')
  await robot.press('改为双人核验')
  await finishByTwoPeople(hall)
})
