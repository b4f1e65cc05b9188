import { clerk, supervisor } from './hall/counter-robot.ts'
import { expect, test } from './hall/hall-test.ts'

test.use({ hallWish: { name: 'staff', screen: { width: 1920, height: 1080 } } })

test.beforeEach(({ hall }) => hall.atSignIn())

test('a wrong password is refused in words and the field is emptied', async ({ hall }) => {
  const robot = hall.counter
  await robot.signIn({ number: clerk.number, password: 'not-the-password' })
  await expect(robot.alert('工号或密码不正确')).toBeVisible()
  await expect(robot.page.getByLabel('密码', { exact: true })).toHaveValue('')
  await robot.keep('50-sign-in-wrong')
  await robot.signIn()
  await robot.sees('窗口受理')
})

test('nobody signs in offline who has not signed in here before', async ({ hall }) => {
  const robot = hall.counter
  await hall.goOffline()
  await robot.keep('51-sign-in-offline')
  await robot.signIn(supervisor)
  await expect(robot.alert('本机离线，且您的离线登录资格没有或已过期')).toBeVisible()
  await robot.keep('52-sign-in-offline-refused')
})

test('offline the own password opens the counter and a wrong one does not', async ({ hall }) => {
  const robot = hall.counter
  await robot.signIn()
  await robot.sees('窗口受理')
  await robot.signOut()
  await hall.goOffline()
  await robot.signIn({ number: clerk.number, password: 'not-the-password' })
  await expect(robot.alert('工号或密码不正确')).toBeVisible()
  await robot.signIn()
  await robot.sees('窗口受理')
  await expect(robot.page.getByText('离线登录')).toBeVisible()
})
