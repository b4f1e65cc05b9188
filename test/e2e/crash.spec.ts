import { doErrand, stepsOf } from './hall/errand.ts'
import { clerk, supervisor } from './hall/counter-robot.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'crash', screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

const errand = { phone: '10000007501', card: 'wang-lei', isFaceAllowed: false }

for (const killedAt of ['人工核对', '签名确认', '工作人员确认']) {
  test(`killed at ${killedAt}, the same clerk goes on and the record is granted once`, async ({ hall }) => {
    await hall.atHome()
    await doErrand(hall, errand, killedAt)
    await hall.counter.sees(killedAt)
    await hall.killKiosk()
    await hall.startKiosk()
    const robot = hall.counter
    await robot.signIn(clerk)
    await expect(robot.page.getByRole('heading', { name: '有一次未完成的办理' })).toBeVisible()
    await robot.keep('70-home-resumable')
    await robot.press('继续办理')
    await robot.sees(killedAt)
    const steps = stepsOf(hall, errand)
    const rest = steps.slice(steps.findIndex(({ name }) => name === killedAt))
    for (const step of rest) await step.do()
    await robot.sees('已授予高级认证')
    const number = await robot.receiptNumber()
    expect(hall.ledger.entries(number)).toEqual([{ decision: 'granted', reasons: '[]', level: 'L4' }])
    await robot.finish()
  })
}

test('another clerk cannot go on with it but may clear it', async ({ hall }) => {
  await hall.atHome()
  await doErrand(hall, errand, '签名确认')
  await hall.counter.sees('签名确认')
  await hall.killKiosk()
  await hall.startKiosk()
  const robot = hall.counter
  await robot.signIn(supervisor)
  await expect(robot.page.getByText('由工号 1001 开始')).toBeVisible()
  await expect(robot.button('继续办理')).toBeHidden()
  await robot.keep('71-home-resumable-other')
  await robot.press('清除')
  await expect(robot.page.getByText('由工号 1001 开始')).toBeHidden()
})
