import { expect, test } from './hall/hall-test.ts'
import { listedPerson } from './hall/citizen-hand.ts'
import { OnlineClient } from '../fixtures/server/online-client.ts'

test.use({ hallWish: { name: 'travel-documents', screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

/** Books at home, as a phone does. */
async function bookedNumber(server: string): Promise<string> {
  const { username, password } = await listedPerson(server, 'wang-lei')
  const client = new OnlineClient({ url: server, clock: { now: () => new Date() } })
  const signIn = await client.begin('sign-in')
  await signIn.guarded({ accountName: username, currentPassword: password })
  client.token = signIn.state.result?.session?.token
  const walk = await client.begin('book-in-person')
  await walk.pass({ act: 'valid' })
  return (walk.state.step?.input as { appointment: { number: string } }).appointment.number
}

test('the code on a citizen’s phone opens the account at the counter', async ({ hall }) => {
  const robot = hall.counter
  const number = await bookedNumber(hall.demo.server.url)
  await hall.atHome()
  await robot.begin()
  await hall.devices.scanCode('https://hall.example/r/7K3M-9QXD-2B4T')
  await expect(robot.alert('这个码不能用来查找账号')).toBeVisible()
  await hall.devices.scanCode(number)
  await expect(robot.button('确认账号')).toBeVisible()
  await robot.keep('72-appointment-scanned')
  await robot.press('确认账号')
  await robot.sees('实证核验告知书')
  await robot.leave()
})
