import { CameraPhone } from './hall/camera-phone.ts'
import { listedPerson } from './hall/citizen-hand.ts'
import { expect, test } from './hall/hall-test.ts'
import type { Hall } from './hall/hall.ts'

test.use({ hallWish: { name: 'face', mode: 'self-service', screen: { width: 1080, height: 1920 } } })
test.setTimeout(300_000)

let phone: CameraPhone | undefined
test.afterEach(async () => {
  await phone?.close()
  phone = undefined
})

/** The terminal of somebody who has come to have their face checked: the QR code stands there. */
async function toQrCode(hall: Hall, id: string) {
  const robot = hall.terminal
  const person = await listedPerson(hall.demo.server.url, id)
  await robot.visitAs(person.username, person.password)
  await robot.choose('个人中心')
  await robot.way('人脸识别认证')
  await robot.verifyPhone(person.phoneNumber)
  await robot.sees('人脸识别认证')
  const code = robot.page.getByRole('img', { name: '二维码，请用手机扫描' })
  const address = (await code.getAttribute('data-url')) ?? ''
  const numberShown = async (): Promise<string> => (await robot.page.getByText(/^\d{2}$/).textContent()) ?? ''
  return { robot, person, address, numberShown }
}

test('real name, consent and the own face on the phone: the terminal goes on by itself to L3', async ({ hall }) => {
  const { robot, person, address, numberShown } = await toQrCode(hall, 'chen-jing')
  await robot.keep('90-face-code')
  phone = await CameraPhone.with('chen-jing')
  await phone.scan(address, numberShown)
  await phone.sees('实名信息')
  await expect(robot.page.getByText('请在手机上填写实名信息')).toBeVisible()
  await robot.keep('91-face-real-name')
  await phone.type('请输入姓名', person.fullName)
  await phone.type('请输入证件号码', person.documentNumber)
  await phone.type('请输入证件生效日期', '20200101')
  await phone.page.getByRole('radio', { name: '长期' }).click()
  await phone.keep('91-face-real-name')
  await phone.press('认证')
  await phone.sees('人脸信息单独同意书')
  await expect(robot.page.getByText('请在手机上阅读同意书')).toBeVisible()
  await phone.keep('92-face-consent')
  await phone.press('同意')
  await phone.sees('人脸识别认证')
  await phone.keep('93-face-ready')
  await phone.capture()
  await phone.sees('认证完成')
  await phone.keep('94-face-done')
  await robot.sees('人脸识别认证成功')
  await robot.keep('95-face-verified')
  await phone.press('设置信息安全密码')
  await phone.type('设置信息安全密码', '739204')
  await phone.type('请再次输入', '739204')
  await phone.keep('96-face-password')
  await phone.press('下一步')
  await expect(phone.page.getByText('信息安全密码已设置')).toBeVisible()
  await robot.press('个人中心')
  await expect(robot.page.getByText('L3').first()).toBeVisible()
  await expect(robot.page.getByText('电子身份证')).toBeVisible()
  await robot.keep('97-face-account')
  await robot.leave()
})

test('another person’s face is refused, on the phone and at the terminal; the counter stays a way', async ({
  hall,
}) => {
  const { robot, person, address, numberShown } = await toQrCode(hall, 'wang-lei')
  phone = await CameraPhone.with('li-review')
  await phone.scan(address, numberShown)
  await phone.type('请输入姓名', person.fullName)
  await phone.type('请输入证件号码', person.documentNumber)
  await phone.type('请输入证件生效日期', '20200101')
  await phone.page.getByRole('radio', { name: '长期' }).click()
  await phone.press('认证')
  await phone.press('同意')
  await phone.capture()
  await expect(phone.page.getByRole('alert')).toContainText('人脸与登记的照片不一致')
  await expect(phone.page.getByText('还可以采集 2 次')).toBeVisible()
  await phone.keep('98-face-no-match')
  await expect(robot.alert('人脸与登记的照片不一致')).toBeVisible()
  await robot.keep('98-face-no-match')
  await phone.press('改到现场办')
  await phone.sees('改到现场办')
  await robot.press('改到现场办')
  await robot.sees('证件有效期')
  await robot.leave()
})

test('a phone whose owner allows no camera says so, and offers the counter', async ({ hall }) => {
  const { robot, address, numberShown } = await toQrCode(hall, 'long-term')
  phone = await CameraPhone.with('chen-jing', false)
  await phone.scan(address, numberShown)
  await phone.press('同意')
  await phone.capture()
  await expect(phone.page.getByRole('alert')).toContainText('没有摄像头权限')
  await phone.keep('99-face-no-camera')
  await phone.press('改到现场办')
  await phone.sees('改到现场办')
  await robot.leave()
})
