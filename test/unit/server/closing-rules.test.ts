import { expect, test } from 'vitest'
import { erasureAfter, isErasureDue } from '../../../sync-server/accounts/closing-rules.ts'

const wishedAt = new Date('2026-03-01T08:00:00.000Z')

test('a wish waits for as many days as the policy says, and not at all where it says none', () => {
  expect(erasureAfter(wishedAt, 7)?.toISOString()).toBe('2026-03-08T08:00:00.000Z')
  expect(erasureAfter(wishedAt, 0)).toBeUndefined()
})
test('an account is due from that very moment on, and only while it is being closed', () => {
  const eraseAt = '2026-03-08T08:00:00.000Z'
  expect(isErasureDue({ status: 'closing', eraseAt }, '2026-03-08T07:59:59.999Z')).toBe(false)
  expect(isErasureDue({ status: 'closing', eraseAt }, eraseAt)).toBe(true)
  expect(isErasureDue({ status: 'active', eraseAt: null }, eraseAt)).toBe(false)
  expect(isErasureDue({ status: 'frozen', eraseAt }, eraseAt)).toBe(false)
})
