import { stepsOf } from './hall/errand.ts'
import { clerk, supervisor } from './hall/counter-robot.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'offline', screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

const errand = { phone: '10000007201', card: 'wang-lei', isFaceAllowed: false }
const cutBefore = [
  '查找账号',
  '实证核验告知书',
  '人脸信息单独同意书',
  '读取证件',
  '人工核对',
  '值班长复核',
  '签名确认',
  '核对信息',
  '工作人员确认',
]

for (const [index, cut] of cutBefore.entries()) {
  test(`network cut before ${cut}, kiosk killed, then granted exactly once`, async ({ hall }) => {
    await hall.atHome()
    await hall.knowsStaff(supervisor)
    await hall.hasAccount(errand.phone)
    const before = hall.ledger.count()
    await hall.counter.begin()
    for (const step of stepsOf(hall, errand)) {
      if (step.name === cut) await hall.goOffline()
      await step.do()
    }
    await hall.counter.sees('待联网后授予')
    if (index === 0) await hall.counter.keep('30-result-waiting')
    const number = await hall.counter.receiptNumber()
    await hall.killKiosk()
    expect(hall.ledger.count()).toBe(before)
    await hall.startKiosk()
    await hall.counter.signIn(clerk)
    await hall.counter.sees('窗口受理')
    await expect(hall.counter.page.getByText('当前离线').first()).toBeVisible()
    if (index === 0) await hall.counter.keep('31-home-offline')
    await hall.devices.network(true)
    await expect
      .poll(() => hall.ledger.entries(number), { timeout: 30_000 })
      .toEqual([{ decision: 'granted', reasons: '[]', level: 'L4' }])
    expect(hall.ledger.count()).toBe(before + 1)
  })
}

test('a new account is opened offline and exists once the record has arrived', async ({ hall }) => {
  const phone = '10000007202'
  await hall.atHome()
  await hall.knowsStaff(supervisor)
  await hall.goOffline()
  const robot = hall.counter
  await robot.begin()
  await robot.keep('32-find-account-offline')
  await robot.openAccount(phone)
  for (const step of stepsOf(hall, { phone, card: 'fingerprints', isFaceAllowed: false }).slice(1)) await step.do()
  await robot.sees('待联网后授予')
  const number = await robot.receiptNumber()
  await hall.devices.network(true)
  await expect.poll(() => hall.ledger.entries(number).map(({ level }) => level), { timeout: 30_000 }).toEqual(['L4'])
  await robot.sees('已授予高级认证')
  await robot.finish()
})
