import { CitizenHand, listedPerson } from './hall/citizen-hand.ts'
import { expect, test } from './hall/hall-test.ts'
import { updateReadmePicture } from './hall/readme-picture.ts'

test.use({ hallWish: { name: 'self-service', mode: 'self-service', screen: { width: 1080, height: 1920 } } })
test.setTimeout(120_000)

const labels = { captcha: '请输入图形验证码', code: '请输入短信验证码' }

test('by touch alone somebody registers, says their name in pinyin and is verified', async ({ hall }) => {
  const robot = hall.terminal
  const hand = new CitizenHand(robot)
  await robot.toWelcome()
  await robot.keep('50-welcome')
  await robot.choose('注册')
  await robot.sees('注册账号')
  await expect(robot.button('获取验证码')).toBeDisabled()
  await robot.keep('51-register')
  await hand.type('请输入用户名', 'touch2026')
  await hand.type('请输入手机号', '10000006601')
  await robot.keep('52-register-typing')
  await hand.proveWith('10000006601', labels)
  await hand.type('请设置密码', 'Kite7wind')
  await hand.type('请再次输入密码', 'Kite7wind')
  await robot.page.getByLabel('我已阅读并同意《用户协议》').check()
  await robot.keep('53-register-filled')
  await robot.press('注册')
  await robot.sees('实名认证')
  const { fullName, documentNumber } = await listedPerson(hall.demo.server.url, 'rare-name')
  await hand.spell('请输入姓名', [
    ['yan', '䶮'],
    ['lin', '𬴊'],
    ['shi', '示'],
    ['li', '例'],
  ])
  await expect(robot.page.getByLabel(/^请输入姓名/)).toHaveValue(fullName)
  updateReadmePicture(await robot.keep('54-real-name-pinyin'), 'terminal')
  await robot.type('请输入证件生效日期', '20200101')
  await robot.type('失效日期', '20400101')
  await hand.type('请输入证件号码', `${documentNumber.slice(0, 17)}${documentNumber.endsWith('X') ? '1' : 'X'}`)
  await robot.press('认证')
  await expect(robot.alert('证件号码不符合编码规则')).toBeVisible()
  await robot.keep('55-real-name-refused')
  await robot.type('请输入证件号码', documentNumber)
  await robot.press('认证')
  await robot.sees('认证成功')
  await robot.keep('56-registered')
  await robot.press('个人中心')
  await robot.sees('个人中心')
  await expect(robot.page.getByText('L2').first()).toBeVisible()
  await robot.keep('57-account-centre')
  await robot.leave()
})

test('a phone that has an account is told only to whoever holds the phone', async ({ hall }) => {
  const robot = hall.terminal
  const { phoneNumber } = await listedPerson(hall.demo.server.url, 'hk-resident')
  await robot.toWelcome()
  await robot.choose('注册')
  await robot.sees('注册账号')
  await robot.type('请输入用户名', 'another2026')
  await robot.type('请输入手机号', phoneNumber)
  await robot.prove(phoneNumber, labels)
  await robot.type('请设置密码', 'Kite7wind')
  await robot.type('请再次输入密码', 'Kite8wind')
  await robot.page.getByLabel('我已阅读并同意《用户协议》').check()
  await robot.press('注册')
  await expect(robot.alert('两次输入的密码不一致')).toBeVisible()
  await robot.type('请再次输入密码', 'Kite7wind')
  await robot.press('注册')
  await expect(robot.alert('该手机号已有账号')).toBeVisible()
  await robot.keep('58-phone-taken')
  await robot.leave()
})
