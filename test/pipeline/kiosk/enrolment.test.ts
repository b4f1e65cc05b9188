import { expect, test } from 'vitest'
import { sessionLog } from '../../fixtures/kiosk/session-logs.ts'
import { Hall, until } from '../../fixtures/kiosk/test-office.ts'

test('a kiosk without a code opens and says that it is not enrolled', async () => {
  const other = await new Hall().begin()
  const unenrolled = await other.office({ enrolmentCode: undefined })
  expect(unenrolled.blocked()).toBe('kiosk.not-enrolled')
  expect(unenrolled.courier.network()).toBe('offline')
  expect(() => unenrolled.depot.deposit(sessionLog(''), [], '1001')).toThrow('kiosk.not-enrolled')
  await expect(unenrolled.staff.signIn('1001', 'x')).rejects.toThrow('kiosk.not-enrolled')
  await other.end()
})
test('a kiosk that opened without a server enrols as soon as there is one', async () => {
  const other = await new Hall().begin()
  other.server.intercept = () => {
    throw new Error('cut')
  }
  const late = await other.office()
  expect(late.blocked()).toBe('kiosk.not-enrolled')
  late.courier.start()
  other.server.intercept = () => undefined
  await until(() => late.blocked() === undefined)
  expect(late.identity.hall().name).toBe('测试大厅')
  await other.end()
})
test('a refused code is not tried again', async () => {
  const other = await new Hall().begin()
  const refused = await other.office({ enrolmentCode: 'wrong-code' })
  expect(refused.blocked()).toBe('kiosk.enrolment-code-invalid')
  refused.courier.start()
  await refused.courier.stop()
  expect(other.server.calls).toEqual(['enrolKiosk'])
  await other.end()
})
test('an answer that got lost is asked for again with the same key', async () => {
  const other = await new Hall().begin()
  let isLost = false
  other.server.afterHandling = (name) => {
    if (name === 'enrolKiosk' && !isLost) {
      isLost = true
      throw new Error('cut')
    }
  }
  const first = await other.office()
  expect(first.blocked()).toBe('kiosk.not-enrolled')
  const again = await other.reopen(first)
  expect(again.blocked()).toBeUndefined()
  await other.end()
})
test('a new code comes with a new key', async () => {
  const other = await new Hall().begin()
  const first = await other.office({ enrolmentCode: 'wrong-code-1' })
  const presented = other.server.presentedKeys.at(-1)
  const second = await other.reopen(first, { enrolmentCode: 'code-0001' })
  expect(second.blocked()).toBeUndefined()
  expect(other.server.presentedKeys.at(-1)).not.toBe(presented)
  await other.end()
})
