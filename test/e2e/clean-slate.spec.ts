import { doErrand } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'
import { tracesOf } from './hall/traces.ts'

test.use({
  hallWish: { name: 'clean-slate', screen: { width: 1920, height: 1080 }, idle: { warnAfterS: 5, endAfterS: 10 } },
})

const errand = { phone: '10000007401', card: 'wang-lei', isFaceAllowed: false }
const personal = ['王磊示例', '119999198511020', '北京市示例区样本路', '10000007401', '1985.11.02', '1985-11-02']
const steps = ['实证核验告知书', '读取证件', '人工核对', '值班长复核', '签名确认', '核对信息', '工作人员确认']

for (const step of steps) {
  test(`leaving at ${step} leaves nothing of the person behind`, async ({ hall }) => {
    await hall.atHome()
    await doErrand(hall, errand, step)
    await hall.counter.sees(step)
    await hall.counter.leave()
    await hall.counter.sees('已取消')
    expect(await tracesOf(hall, personal)).toEqual([])
    await hall.counter.finish()
    expect(await tracesOf(hall, personal)).toEqual([])
  })
}

test('an unattended session is warned about, then ended and wiped', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await doErrand(hall, errand, '人工核对')
  await robot.sees('人工核对')
  const warning = robot.page.getByRole('dialog', { name: '还在办理吗？' })
  await expect(warning).toBeVisible()
  await robot.keep('60-idle-warning')
  await warning.getByRole('button', { name: '继续办理' }).click()
  await expect(warning).toBeHidden()
  await robot.sees('人工核对')
  await expect(warning).toBeVisible()
  await robot.sees('长时间没有操作，已结束并清除', 20_000)
  await robot.keep('61-result-timed-out')
  expect(await tracesOf(hall, personal)).toEqual([])
})
