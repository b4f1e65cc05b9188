import { listedPerson } from './hall/citizen-hand.ts'
import type { Hall } from './hall/hall.ts'
import { expect, test } from './hall/phone-test.ts'

test.use({ hallWish: { name: 'self-service', mode: 'self-service', screen: { width: 1080, height: 1920 } } })
test.setTimeout(120_000)

const numberOf = async (hall: Hall): Promise<string> =>
  (await hall.terminal.page.getByText(/^\d{2}$/).textContent()) ?? ''

/** The address that the screen's QR code holds. */
async function addressShown(hall: Hall): Promise<string> {
  const code = hall.terminal.page.getByRole('img', { name: '二维码，请用手机扫描' })
  return (await code.getAttribute('data-url')) ?? ''
}
async function toQrCode(hall: Hall): Promise<void> {
  const robot = hall.terminal
  await robot.toWelcome()
  await robot.choose('登录')
  await robot.sees('账号登录')
  await robot.press('扫码登录')
  await robot.sees('扫码登录')
}

test('whoever scans signs in on the phone, comes back, picks the number and confirms: the kiosk signs in by itself', async ({
  hall,
  phone,
}) => {
  const robot = hall.terminal
  const { username, password } = await listedPerson(hall.demo.server.url, 'long-term')
  await toQrCode(hall)
  await robot.keep('70-qr-code')
  await phone.scan(await addressShown(hall))
  await phone.sees('授权登录')
  await expect(robot.page.getByText('扫描成功')).toBeVisible()
  await expect(robot.page.getByText('请在手机上确认')).toBeVisible()
  await robot.keep('71-qr-scanned')
  await expect(phone.page.getByText('请先在本机登录')).toBeVisible()
  await phone.keep('20-ticket-sign-in-first')
  await phone.press('登录')
  await phone.signIn(username, password)
  await phone.sees('授权登录')
  await expect(phone.page.getByText(username)).toBeVisible()
  await expect(phone.button('确认授权')).toBeDisabled()
  await phone.page.getByRole('radio', { name: await numberOf(hall) }).check()
  await phone.keep('21-ticket-confirm')
  await phone.press('确认授权')
  await phone.sees('授权成功')
  await phone.keep('22-ticket-confirmed')
  await robot.sees('您好')
  await robot.choose('个人中心')
  await robot.sees('个人中心')
  await expect(robot.page.getByText('扫码登录')).toBeVisible()
  await robot.leave()
  await phone.open('/account')
  await phone.sees('个人中心')
})

test('another phone, a wrong number, 取消 and a stale code are each told in their own words', async ({
  hall,
  phone,
  otherPhone,
}) => {
  const robot = hall.terminal
  const { username, password } = await listedPerson(hall.demo.server.url, 'long-term')
  await phone.open('/sign-in')
  await phone.signIn(username, password)
  await phone.sees('个人中心')
  await toQrCode(hall)
  const first = await addressShown(hall)
  await phone.scan(first)
  await phone.sees('授权登录')
  await otherPhone.scan(first)
  await expect(otherPhone.alert('已被另一部手机扫描')).toBeVisible()
  await otherPhone.keep('23-ticket-taken')
  const number = await numberOf(hall)
  const wrong = phone.page.getByRole('radio').and(phone.page.locator(`:not([value="${number}"])`))
  await wrong.first().check()
  await phone.press('确认授权')
  await expect(phone.alert('数字与屏幕上的不一致')).toBeVisible()
  await phone.keep('24-ticket-wrong-number')
  await expect(robot.page.getByText('已取消')).toBeVisible()
  await robot.keep('72-qr-cancelled')
  await robot.press('刷新二维码')
  await phone.scan(first)
  await expect(phone.alert('这个二维码已失效')).toBeVisible()
  await phone.scan(await addressShown(hall))
  await phone.sees('授权登录')
  await phone.press('取消')
  await phone.sees('已取消')
  await expect(robot.page.getByText('手机上取消了')).toBeVisible()
  await robot.press('刷新二维码')
  await phone.page.clock.install()
  await phone.scan(await addressShown(hall))
  await phone.sees('授权登录')
  await phone.page.clock.fastForward(200_000)
  await expect(phone.alert('二维码已过期')).toBeVisible()
  await phone.keep('25-ticket-expired')
  await robot.leave()
})

test('a third party chosen on the screen is where the phone goes to sign in, and back it comes to confirm', async ({
  hall,
  phone,
}) => {
  const robot = hall.terminal
  const { username, password } = await listedPerson(hall.demo.server.url, 'hk-resident')
  await toQrCode(hall)
  await robot.press('支付宝')
  await expect(robot.page.getByText('在手机上用支付宝登录')).toBeVisible()
  await phone.scan(await addressShown(hall))
  await phone.page.getByRole('link', { name: /陈静示例/ }).click()
  await phone.sees('绑定账号')
  await phone.keep('26-third-party-unlinked')
  await phone.press('登录已有账号')
  await phone.signIn(username, password)
  await phone.sees('绑定账号')
  await phone.press('绑定')
  await phone.sees('绑定成功')
  await phone.keep('27-third-party-linked')
  await phone.press('继续办理')
  await phone.sees('授权登录')
  await phone.page.getByRole('radio', { name: await numberOf(hall) }).check()
  await phone.press('确认授权')
  await robot.sees('您好')
  await robot.leave()
})
