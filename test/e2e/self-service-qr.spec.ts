import { OnlineClient } from '../fixtures/server/online-client.ts'
import { Phone } from '../fixtures/server/qr.ts'
import { listedPerson } from './hall/citizen-hand.ts'
import { expect, test } from './hall/hall-test.ts'
import type { Hall } from './hall/hall.ts'

test.use({ hallWish: { name: 'self-service', mode: 'self-service', screen: { width: 1080, height: 1920 } } })
test.setTimeout(120_000)

/** A phone on which somebody is signed in; played by what its pages send. */
async function phoneOf(hall: Hall, id: string): Promise<Phone> {
  const { server } = hall.demo
  const { username, password } = await listedPerson(server.url, id)
  const client = new OnlineClient({ url: server.url, clock: { now: () => new Date() } })
  const walk = await client.begin('sign-in')
  await walk.guarded({ accountName: username, currentPassword: password })
  client.token = walk.state.result?.session?.token
  return new Phone(client.at, client)
}

/** The secret in the address that the screen's QR code holds. */
async function codeShown(hall: Hall): Promise<string> {
  const code = hall.terminal.page.getByRole('img', { name: '二维码，请用手机扫描' })
  const address = await code.getAttribute('data-url')
  return /#\/t\/([\w-]+)/.exec(address ?? '')?.[1] ?? ''
}
async function toQrCode(hall: Hall): Promise<void> {
  const robot = hall.terminal
  await robot.toWelcome()
  await robot.choose('登录')
  await robot.sees('账号登录')
  await robot.press('扫码登录')
  await robot.sees('扫码登录')
}
const numberShown = async (hall: Hall): Promise<string> =>
  (await hall.terminal.page.getByText(/^\d{2}$/).textContent()) ?? ''

test('the phone scans, picks the number and confirms: the kiosk signs in by itself', async ({ hall }) => {
  const robot = hall.terminal
  const phone = await phoneOf(hall, 'long-term')
  await toQrCode(hall)
  await robot.keep('70-qr-code')
  expect((await phone.scan(await codeShown(hall))).body).toMatchObject({ purpose: 'sign-in' })
  await expect(robot.page.getByText('扫描成功')).toBeVisible()
  await expect(robot.page.getByText('请在手机上确认')).toBeVisible()
  await robot.keep('71-qr-scanned')
  expect((await phone.confirm(await numberShown(hall))).status).toBe(204)
  await robot.sees('您好')
  await robot.choose('个人中心')
  await robot.sees('个人中心')
  await expect(robot.page.getByText('扫码登录')).toBeVisible()
  await robot.leave()
  expect((await phone.client.send('GET', '/v1/sessions/current')).status, 'the phone stays signed in').toBe(200)
})

test('a wrong number cancels; a new code, with a third party chosen, signs in', async ({ hall }) => {
  const robot = hall.terminal
  const phone = await phoneOf(hall, 'long-term')
  await toQrCode(hall)
  const first = await codeShown(hall)
  await phone.scan(first)
  await expect(robot.page.getByText('扫描成功')).toBeVisible()
  const number = await numberShown(hall)
  const { matchChoices } = (await phone.ask('read')).body as { matchChoices: string[] }
  await phone.confirm(matchChoices.find((other) => other !== number) ?? '')
  await expect(robot.page.getByText('已取消')).toBeVisible()
  await robot.keep('72-qr-cancelled')
  await robot.press('刷新二维码')
  await robot.press('支付宝')
  await expect(robot.page.getByText('在手机上用支付宝登录')).toBeVisible()
  expect(await robot.page.getByRole('img', { name: '二维码' }).getAttribute('data-url')).toMatch(/\?by=alipay$/)
  const second = await codeShown(hall)
  expect(second).not.toBe(first)
  await phone.scan(second)
  await expect(robot.page.getByText('扫描成功')).toBeVisible()
  await phone.confirm(await numberShown(hall))
  await robot.sees('您好')
  await robot.leave()
})
