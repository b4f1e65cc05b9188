import { doErrand, finishByTwoPeople, readCard } from './hall/errand.ts'
import { expect, test } from './hall/hall-test.ts'
import { clerk, supervisor } from './hall/counter-robot.ts'

test.use({ hallWish: { name: 'two-person', screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

test('who declines the face is verified by two people', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  const errand = { phone: '10000007101', card: 'wang-lei', isFaceAllowed: false }
  await doErrand(hall, errand, '人工核对')
  await robot.sees('人工核对')
  await robot.keep('20-compare-by-eye')
  await robot.press('是同一人')
  await expect(robot.alert('请逐项核对并勾选')).toBeVisible()
  await robot.compareByEye()
  await robot.sees('值班长复核')
  await robot.keep('21-approve')
  await robot.approve({ number: clerk.number, password: clerk.password })
  await expect(robot.alert('双人核验须由另一名工作人员完成')).toBeVisible()
  await robot.keep('22-approve-same-person')
  await robot.approve({ number: supervisor.number, password: 'not-the-password' })
  await expect(robot.alert('工号或密码不正确')).toBeVisible()
  await robot.approve()
  await robot.sign()
  await robot.sees('核对信息')
  await expect(robot.page.getByText('两名工作人员当面核对')).toBeVisible()
  await robot.confirmReview()
  await robot.attest()
  await robot.sees('已授予高级认证')
  const number = await robot.receiptNumber()
  expect(hall.ledger.entries(number)).toEqual([{ decision: 'granted', reasons: '[]', level: 'L4' }])
  await robot.finish()
})

test('a chip photo that cannot be shown goes to two people', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await doErrand(hall, { phone: '10000007102', card: 'photo-broken', isFaceAllowed: true }, '读取证件')
  await robot.sees('读取证件')
  await hall.devices.place('photo-broken')
  await expect(robot.button('核对无误')).toBeEnabled()
  await robot.keep('23-read-card-photo-broken')
  await robot.confirmCard()
  await hall.devices.lift()
  await finishByTwoPeople(hall)
})

test('a face near the limit goes to two people', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await hall.devices.stand('li-review')
  await doErrand(hall, { phone: '10000007103', card: 'li-review', isFaceAllowed: true }, '人脸采集')
  await robot.sees('人脸采集')
  await expect(robot.page.getByText('接近，须双人核验')).toBeVisible({ timeout: 60_000 })
  await robot.keep('24-face-review')
  await robot.compareFaces('改为双人核验')
  await finishByTwoPeople(hall)
})

test('another person before the camera is no match, three times, and then two people look', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await hall.devices.stand('chen-jing')
  await doErrand(hall, { phone: '10000007101', card: 'wang-lei', isFaceAllowed: true }, '人脸采集')
  await robot.sees('人脸采集')
  for (const next of ['再拍一次', '再拍一次', '改为双人核验']) {
    await expect(robot.page.getByText('比对不一致')).toBeVisible({ timeout: 60_000 })
    await expect(robot.button(next)).toBeEnabled()
    await robot.keep('25-face-no-match')
    await robot.compareFaces(next)
  }
  await robot.sees('人工核对')
  await expect(robot.page.getByText('三次比对都不一致，须人工核对')).toBeVisible()
  await robot.leave()
})

test('two people may also say no', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await doErrand(hall, { phone: '10000007104', card: 'rare-name', isFaceAllowed: false }, '人工核对')
  await robot.compareByEye()
  await robot.sees('值班长复核')
  await robot.page.getByLabel('值班长工号').fill(supervisor.number)
  await robot.page.getByLabel('密码', { exact: true }).fill(supervisor.password)
  await robot.press('不同意')
  await robot.sees('未通过核验，已结束')
  await robot.keep('26-result-refused')
  await robot.finish()
})

test('a camera that hangs is told apart, and the clerk turns to two people', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await hall.devices.stand('frozen')
  await doErrand(hall, { phone: '10000007105', card: 'long-term', isFaceAllowed: true }, '人脸采集')
  await robot.sees('人脸采集')
  await expect(robot.alert('摄像头没有画面')).toBeVisible({ timeout: 60_000 })
  await robot.keep('27-face-frozen')
  await robot.press('改为双人核验')
  await robot.sees('人工核对')
  await robot.leave()
  await hall.devices.stand('chen-jing')
})

test('with nobody before the camera the clerk may turn to two people at once', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await hall.devices.stand(null)
  await doErrand(hall, { phone: '10000007105', card: 'chen-jing', isFaceAllowed: true }, '人脸采集')
  await robot.sees('人脸采集')
  await robot.press('改为双人核验')
  await robot.sees('人工核对')
  await robot.leave()
  await hall.devices.stand('chen-jing')
})

test('documents of every type are read in full', async ({ hall }) => {
  const robot = hall.counter
  const cards = ['rare-name', 'long-term', 'hk-resident', 'foreigner-2023', 'foreigner-2017']
  await hall.atHome()
  await robot.begin()
  await robot.claimAccount('10000007106')
  await robot.consent('实证核验告知书')
  await robot.consent('人脸信息单独同意书', false)
  for (const card of cards) {
    await hall.devices.place(card)
    await expect(robot.button('核对无误')).toBeEnabled({ timeout: 15_000 })
    await robot.keep(`28-read-card-${card}`)
    await hall.devices.lift()
    await robot.press('重新读卡')
  }
  await readCard(hall, 'rare-name')
  await robot.sees('人工核对')
  await robot.leave()
})
