import { openAppealAs } from '../fixtures/server/appellant.ts'
import type { OnlineClient } from '../fixtures/server/online-client.ts'
import { clerk, supervisor } from './hall/counter-robot.ts'
import { type ListedPerson, listedPerson } from './hall/citizen-hand.ts'
import { expect, test } from './hall/hall-test.ts'
import type { Hall } from './hall/hall.ts'

test.use({ hallWish: { name: 'two-person', screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

type Document = ListedPerson & { readonly documentType: string; readonly validFrom: string }

/** A citizen whose document another account has opens a case over the API, as from a terminal or a phone. */
async function appeal(hall: Hall, id: string): Promise<{ client: OnlineClient; number: string; shown: string }> {
  const { url } = hall.demo.server
  const appellant = await listedPerson(url, id)
  const owned = (await listedPerson(url, 'long-term')) as Document
  const { documentType, fullName, documentNumber, validFrom } = owned
  const dates = { validFrom: validFrom.replaceAll('-', ''), validity: 'long-term' }
  const claim = { act: 'submit', documentType, fullName, documentNumber, ...dates }
  const { username: accountName, password, phoneNumber } = appellant
  const at = { url, clock: { now: () => new Date() } }
  const opened = await openAppealAs(at, { accountName, password, phoneNumber, claim })
  return { ...opened, shown: opened.number.replace(/^(.)(...)(...)(...)$/, '$1 $2 $3 $4') }
}

test('refused by a supervisor: the account stays as it was, and the citizen reads why', async ({ hall }) => {
  const { counter: robot, page } = hall
  await hall.atHome()
  const { client, number, shown } = await appeal(hall, 'chen-jing')
  await robot.press('处理申诉')
  await robot.sees('人工申诉')
  await page.getByRole('button', { name: shown }).click()
  await robot.keep('60-appeal-waiting')
  await robot.press('已当面核对')
  await expect(page.getByText('这件申诉由您核对')).toBeVisible()
  await robot.press('不同意')
  await expect(robot.alert('还没有填写答复')).toBeVisible()
  await page.getByLabel('给申诉人的答复').fill('所持证件与申诉的证件不一致。')
  await page.getByLabel('值班长工号').fill(clerk.number)
  await page.getByLabel('密码', { exact: true }).fill(clerk.password)
  await robot.press('不同意')
  await expect(robot.alert('您的岗位不能办理此项')).toBeVisible()
  await robot.keep('61-appeal-not-allowed')
  await page.getByLabel('值班长工号').fill(supervisor.number)
  await page.getByLabel('密码', { exact: true }).fill(supervisor.password)
  await robot.press('不同意')
  await expect(page.getByText(`${shown} 已驳回`)).toBeVisible()
  const { body } = await client.send('GET', '/v1/account/appeals')
  expect(body).toMatchObject({ appeals: [{ number, state: 'rejected', answer: '所持证件与申诉的证件不一致。' }] })
  expect((await client.send('GET', '/v1/account')).body).toMatchObject({ level: 'L1' })
  await robot.press('返回首页')
  await robot.sees('窗口受理')
})

test('seen by the clerk, agreed by a supervisor: the document moves to the appellant', async ({ hall }) => {
  const { counter: robot, page } = hall
  await hall.atHome()
  const { client, number, shown } = await appeal(hall, 'wang-lei')
  await robot.press('处理申诉')
  await page.getByRole('button', { name: shown }).click()
  await robot.press('已当面核对')
  await page.getByLabel('给申诉人的答复').fill('经当面核对，证件由申诉人本人持有。')
  await page.getByLabel('值班长工号').fill(supervisor.number)
  await page.getByLabel('密码', { exact: true }).fill(supervisor.password)
  await robot.press('同意')
  await expect(page.getByText(`${shown} 已同意`)).toBeVisible()
  await robot.keep('62-appeal-agreed')
  expect((await client.send('GET', '/v1/account/appeals')).body).toMatchObject({
    appeals: [{ number, state: 'agreed' }],
  })
  expect((await client.send('GET', '/v1/account')).body).toMatchObject({ level: 'L2', verifiedBy: ['real-name'] })
  await robot.press('返回首页')
  await robot.sees('窗口受理')
})

test('offline the home page says that appeals need the network', async ({ hall }) => {
  await hall.atHome()
  await hall.goOffline()
  await expect(hall.counter.button('处理申诉')).toBeDisabled()
  await expect(hall.page.getByText('联网后可以处理')).toBeVisible()
  await hall.devices.network(true)
  await hall.isOnline()
})
