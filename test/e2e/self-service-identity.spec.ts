import { listedPerson, type ListedPerson } from './hall/citizen-hand.ts'
import type { Hall } from './hall/hall.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'self-service-identity', mode: 'self-service', screen: { width: 1080, height: 1920 } } })
test.setTimeout(120_000)

/** From the attract screen to 个人中心; every person's phone gets one code a minute, so each test has its own. */
async function inAccountCentre(hall: Hall, person: string): Promise<ListedPerson> {
  const robot = hall.terminal
  const seeded = await listedPerson(hall.demo.server.url, person)
  await robot.visitAs(seeded.username, seeded.password)
  await robot.choose('个人中心')
  await robot.sees('个人中心')
  return seeded
}

test('a document of another account: 人工申诉 becomes a case with a number', async ({ hall }) => {
  const robot = hall.terminal
  const owner = await listedPerson(hall.demo.server.url, 'long-term')
  const claimant = await inAccountCentre(hall, 'wang-lei')
  await robot.way('实名认证')
  await robot.verifyPhone(claimant.phoneNumber)
  await robot.sees('实名认证')
  await robot.type('请输入姓名', owner.fullName)
  await robot.type('请输入证件号码', owner.documentNumber)
  await robot.type('请输入证件生效日期', '20100101')
  await robot.page.getByRole('radio', { name: '长期' }).click()
  await robot.press('认证')
  await robot.sees('证件已绑定其他账号')
  await expect(robot.button('立即换绑')).toBeVisible()
  await expect(robot.button('改到现场办')).toBeVisible()
  await robot.keep('100-bound-elsewhere')
  await robot.press('提交申诉')
  await robot.sees('人工申诉')
  await robot.page.getByRole('radio').first().click()
  await robot.press('提交申诉')
  await robot.sees('申诉编号')
  await robot.keep('101-appeal-number')
  await robot.press('完成')
  await robot.sees('申诉已受理')
  await robot.leave()
})

test('换绑: the account’s identity becomes the new document’s', async ({ hall }) => {
  const robot = hall.terminal
  const traveller = await listedPerson(hall.demo.server.url, 'hong-kong-traveller')
  const { phoneNumber } = await inAccountCentre(hall, 'new-address')
  await robot.press('换绑')
  await robot.verifyPhone(phoneNumber)
  await robot.sees('实名认证')
  await robot.press('证件类型 中国居民身份证')
  await robot.page.getByRole('radio', { name: '香港特别行政区居民来往内地通行证' }).click()
  await robot.type('请输入姓名', traveller.fullName)
  await robot.type('请输入证件号码', traveller.documentNumber)
  await robot.type('请输入证件生效日期', '20200101')
  await robot.page.getByRole('radio', { name: '长期' }).click()
  await robot.press('认证')
  await robot.sees('换绑成功')
  await robot.keep('102-document-rebound')
  await robot.press('个人中心')
  await expect(robot.page.getByText('L2').first()).toBeVisible()
  await robot.leave()
})

test('解绑: the account has no real name any more, and nobody is signed in', async ({ hall }) => {
  const robot = hall.terminal
  const { phoneNumber, username, password } = await inAccountCentre(hall, 'long-term')
  await robot.press('解绑')
  await robot.verifyPhone(phoneNumber)
  await robot.sees('解绑')
  await robot.keep('103-unbind')
  await robot.press('确认解绑')
  await robot.sees('解绑成功')
  await robot.keep('104-document-unbound')
  await robot.visitAs(username, password)
  await robot.choose('个人中心')
  await expect(robot.page.getByText('L1').first()).toBeVisible()
  await expect(robot.button('解绑')).toHaveCount(0)
  await robot.leave()
})
