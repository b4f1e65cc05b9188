import { expect, test } from 'vitest'
import { unfreezing } from '../../../sync-server/accounts/freezing-rules.ts'
import { type FreezeReason, freezeReasons } from '../../../sync-server/contract/console.ts'

const reasons = Object.keys(freezeReasons) as FreezeReason[]

test.each(reasons.filter((reason) => !freezeReasons[reason].needsTwo))('%s is lifted by anybody alone', (reason) => {
  expect(unfreezing({ reason, unfreezingAskedBy: null }, 'a')).toBe('lifted')
})

test.each(reasons.filter((reason) => freezeReasons[reason].needsTwo))('%s is lifted by two people', (reason) => {
  expect(unfreezing({ reason, unfreezingAskedBy: null }, 'a')).toBe('asked')
  expect(unfreezing({ reason, unfreezingAskedBy: 'a' }, 'a')).toEqual({ fault: 'account.unfreezing-needs-another' })
  expect(unfreezing({ reason, unfreezingAskedBy: 'a' }, 'b')).toBe('lifted')
})

test('whoever pretends that an account is not theirs freezes it for two people to look at', () => {
  expect(reasons.filter((reason) => freezeReasons[reason].needsTwo)).toEqual(['fraud', 'court-order'])
})
