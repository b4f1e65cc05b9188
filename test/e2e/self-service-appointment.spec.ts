import { listedPerson } from './hall/citizen-hand.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'appointment', mode: 'self-service', screen: { width: 1920, height: 1080 } } })
test.setTimeout(120_000)

test('预约现场认证: a number to take along, the same when it is asked for again, and none for an expired document', async ({
  hall,
}) => {
  const robot = hall.terminal
  const person = await listedPerson(hall.demo.server.url, 'chen-jing')
  await robot.visitAs(person.username, person.password)
  await robot.sees('您好')
  const begin = async (): Promise<void> => {
    await robot.sees('个人中心')
    await robot.press('预约到现场')
    await robot.sees('证件有效期')
  }
  await robot.choose('个人中心')
  await begin()
  await robot.keep('76-document-validity')
  await robot.press('证件在有效期内')
  await robot.sees('预约号')
  const number = robot.page.getByText(/^\d{3} \d{3} \d{3}$/)
  const first = await number.innerText()
  expect(await robot.overflowing()).toEqual([])
  await robot.keep('77-appointment')
  await robot.press('完成')
  await begin()
  await robot.press('证件在有效期内')
  await robot.sees('预约号')
  await expect(number).toHaveText(first)
  await robot.press('完成')
  await begin()
  await robot.press('证件已过期')
  await robot.sees('请先换领证件')
  await robot.keep('78-renew-document-first')
  await robot.leave()
})
