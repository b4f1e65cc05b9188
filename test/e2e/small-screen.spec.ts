import { expect, test } from './hall/hall-test.ts'
import { stepsOf } from './hall/errand.ts'

test.use({ hallWish: { name: 'small', screen: { width: 1280, height: 800 } } })

test('every step fits a counter of 1280 × 800', async ({ hall }) => {
  const robot = hall.counter
  await robot.keep('01-sign-in')
  await robot.signIn()
  await robot.sees('窗口受理')
  await robot.keep('02-home')
  await robot.begin()
  const errand = { phone: '10000007701', card: 'chen-jing', isFaceAllowed: true }
  for (const [index, step] of stepsOf(hall, errand).entries()) {
    if (index > 0) await robot.sees(step.name)
    expect.soft(await robot.overflowing(), step.name).toEqual([])
    await robot.keep(`${String(index + 3).padStart(2, '0')}-${step.name}`)
    await step.do()
  }
  await robot.sees('已授予高级认证')
  await robot.keep('20-result')
  await robot.finish()
})

test('two people fit it as well', async ({ hall }) => {
  const robot = hall.counter
  await hall.atHome()
  await robot.begin()
  const errand = { phone: '10000007702', card: 'wang-lei', isFaceAllowed: false }
  for (const step of stepsOf(hall, errand)) {
    await robot.sees(step.name)
    if (['人工核对', '值班长复核'].includes(step.name)) await robot.keep(`30-${step.name}`)
    await step.do()
  }
  await robot.sees('已授予高级认证')
  await robot.finish()
})
