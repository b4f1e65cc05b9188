import { expect, test } from 'vitest'
import { likeAccountFault } from '../../../sync-server/accounts/password-rules.ts'

const owner = { username: 'Beijing01', phoneNumber: '10000004321' }

test.each(['beijing01', 'xBEIJING01x', 'beijing', 'eijing01', 'a004321', '10000004321a'])(
  '%s is too like the account',
  (password) => expect(likeAccountFault(password, owner)).toBe('password.like-account'),
)
test.each(['correcthorse9', 'a04321b', 'Beijin', 'a00432b1'])('%s says nothing of the account', (password) =>
  expect(likeAccountFault(password, { ...owner, username: 'haidian7' })).toBeUndefined(),
)
test('an account of which nothing is known is like no password', () =>
  expect(likeAccountFault('beijing01', {})).toBeUndefined())
