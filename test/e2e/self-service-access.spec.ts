import { listedPerson } from './hall/citizen-hand.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'self-service', mode: 'self-service', screen: { width: 1080, height: 1920 } } })
test.setTimeout(120_000)

const NEW_PASSWORD = 'Stone4river'

test('signing in by user name, phone and ID number; wrong words are told and nothing is lost', async ({ hall }) => {
  const robot = hall.terminal
  const person = await listedPerson(hall.demo.server.url, 'long-term')
  await robot.visitAs(person.username, 'Wrong1234')
  await expect(robot.alert('账号或密码不正确')).toBeVisible()
  await expect(robot.page.getByLabel('用户名/手机号/身份证号')).toHaveValue(person.username)
  await robot.keep('60-sign-in-failed')
  for (const name of [person.username, person.phoneNumber, person.documentNumber]) {
    await robot.visitAs(name, person.password)
    await robot.sees('您好')
    await robot.keep('61-signed-in')
    await robot.leave()
  }
})

test('signing in by SMS', async ({ hall }) => {
  const robot = hall.terminal
  const { phoneNumber } = await listedPerson(hall.demo.server.url, 'hk-resident')
  await robot.toWelcome()
  await robot.choose('登录')
  await robot.sees('账号登录')
  await robot.press('短信登录')
  await robot.sees('短信登录')
  await robot.type('请输入手机号', phoneNumber)
  await robot.prove(phoneNumber, { captcha: '请输入图形验证码', code: '请输入验证码' })
  await robot.keep('62-sign-in-by-sms')
  await robot.press('登录')
  await robot.sees('您好')
  await robot.leave()
})

test('a forgotten password is set anew, with the ID number of whoever has a real name', async ({ hall }) => {
  const robot = hall.terminal
  const person = await listedPerson(hall.demo.server.url, 'long-term')
  await robot.toWelcome()
  await robot.choose('找回密码')
  await robot.sees('填写账户名')
  await robot.type('账户名', person.username)
  await robot.readCaptcha('图形验证码')
  await robot.press('下一步')
  await robot.sees('验证身份')
  await expect(robot.page.getByText('400-056-0066').first()).toBeVisible()
  await robot.keep('63-recovery-ways')
  await robot.press('前往找回')
  await robot.sees('验证身份')
  await robot.press('重新选择验证方式')
  await robot.press('前往找回')
  await robot.type('身份证号', person.documentNumber)
  await robot.prove(person.phoneNumber, { captcha: '图形验证码', code: '手机验证码' })
  await robot.keep('64-recovery-verify')
  await robot.press('下一步')
  await robot.sees('设置新密码')
  await robot.type('设置新密码', 'password1')
  await robot.type('确定新密码', 'password1')
  await robot.press('下一步')
  await expect(robot.alert('这个密码太常见')).toBeVisible()
  await robot.type('设置新密码', NEW_PASSWORD)
  await robot.type('确定新密码', NEW_PASSWORD)
  await robot.press('下一步')
  await robot.sees('设置成功，请牢记新的登录密码')
  await robot.keep('65-password-set')
  await robot.press('立即登录')
  await robot.sees('账号登录')
  await robot.visitAs(person.username, NEW_PASSWORD)
  await robot.sees('您好')
  await robot.leave()
})

test('without a network nothing is called the citizen’s mistake, and what was typed stays', async ({ hall }) => {
  const robot = hall.terminal
  const person = await listedPerson(hall.demo.server.url, 'chen-jing')
  await robot.toWelcome()
  await robot.choose('登录')
  await robot.sees('账号登录')
  await robot.type('用户名/手机号/身份证号', person.username)
  await robot.type('密码', person.password)
  await robot.readCaptcha('请输入图形验证码')
  await hall.devices.network(false)
  await robot.press('登录')
  await expect(robot.alert('不是您的问题').first()).toBeVisible({ timeout: 30_000 })
  await robot.keep('66-offline')
  await expect(robot.page.getByLabel('用户名/手机号/身份证号')).toHaveValue(person.username)
  await hall.devices.network(true)
  await expect(async () => {
    await robot.press('登录')
    await robot.sees('您好', 3000)
  }).toPass({ timeout: 60_000 })
  await robot.leave()
})
