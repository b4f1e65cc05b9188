import { listedPerson, type ListedPerson } from './hall/citizen-hand.ts'
import { expect, test } from './hall/hall-test.ts'
import type { Hall } from './hall/hall.ts'

test.use({ hallWish: { name: 'self-service', mode: 'self-service', screen: { width: 1080, height: 1920 } } })
test.setTimeout(120_000)

/** Signs somebody in; each test takes another person, so that no pause between two codes is in its way. */
async function signedIn(hall: Hall, id: string): Promise<ListedPerson> {
  const person = await listedPerson(hall.demo.server.url, id)
  await hall.terminal.visitAs(person.username, person.password)
  await hall.terminal.sees('您好')
  return person
}

test('修改密码: the old one, a new one, and back to 个人中心 by itself', async ({ hall }) => {
  const robot = hall.terminal
  const person = await signedIn(hall, 'chen-jing')
  await robot.change('账户密码')
  await robot.verifyPhone(person.phoneNumber)
  await robot.sees('修改密码')
  await robot.type('输入旧密码', 'Wrong1234')
  await robot.type('输入新密码', 'Cloud9garden')
  await robot.type('确定新密码', 'Cloud9garden')
  await robot.press('下一步')
  await expect(robot.alert('旧密码不正确')).toBeVisible()
  await robot.type('输入旧密码', person.password)
  await robot.press('下一步')
  await robot.sees('修改成功')
  await robot.keep('70-password-changed')
  await robot.sees('个人中心', 15_000)
  await robot.leave()
})

test('修改手机号: the old number proved, the new one proved', async ({ hall }) => {
  const robot = hall.terminal
  const person = await signedIn(hall, 'wang-lei')
  await robot.change('手机号码')
  await robot.verifyPhone(person.phoneNumber)
  await robot.sees('绑定手机')
  await robot.type('手机号码', '10000006602')
  await robot.prove('10000006602', { captcha: '图形验证码', code: '手机验证码' })
  await robot.keep('71-bind-phone')
  await robot.press('下一步')
  await robot.sees('设置成功，请牢记您的手机号码')
  await robot.press('个人中心')
  await expect(robot.page.getByText('100****6602')).toBeVisible()
  await robot.leave()
})

test('绑定邮箱 with the code of the mail, and 设置民族', async ({ hall }) => {
  const robot = hall.terminal
  const person = await signedIn(hall, 'li-review')
  await robot.change('邮箱')
  await robot.verifyPhone(person.phoneNumber)
  await robot.sees('绑定邮箱')
  await robot.type('邮箱地址', 'review@example.com')
  await robot.prove('review@example.com', { captcha: '图形验证码', code: '邮箱验证码' })
  await robot.keep('72-bind-email')
  await robot.press('下一步')
  await robot.sees('设置成功')
  await robot.press('个人中心')
  await robot.sees('个人中心')
  await robot.page.getByRole('button', { name: /民族/ }).click()
  await robot.sees('民族')
  await robot.page.getByRole('radio', { name: '达斡尔族' }).check()
  await robot.keep('73-ethnic-group')
  await robot.press('保存')
  await robot.sees('修改成功')
  await robot.press('个人中心')
  await expect(robot.page.getByText('达斡尔族')).toBeVisible()
  await robot.keep('74-account-centre')
  await robot.press('退出')
  await robot.sees('您要办理什么')
  await robot.leave()
})

test('账号注销: the consequences are read last; signing in takes the wish back', async ({ hall }) => {
  const robot = hall.terminal
  const person = await signedIn(hall, 'photo-broken')
  await robot.choose('个人中心')
  await robot.sees('个人中心')
  await robot.press('注销账号')
  await robot.verifyPhone(person.phoneNumber)
  await robot.sees('账号注销')
  await robot.keep('75-deregister')
  await robot.press('仍要注销')
  await robot.sees('注销申请已受理')
  await robot.keep('76-closing')
  await robot.visitAs(person.username, person.password)
  await robot.sees('账号注销')
  await robot.keep('77-restore')
  await robot.press('撤销注销')
  await robot.sees('已撤销注销')
  await robot.leave()
})
