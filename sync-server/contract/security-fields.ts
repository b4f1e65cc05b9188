import type { FailureCode } from './failure.ts'
import { type FieldRow, matching } from './field-row.ts'
import { isGuessablePassword } from './guessable-password.ts'

/** Numbers that head every list of six digits that people choose, besides runs and repetitions. */
const COMMON = new Set('112233 121212 123123 123321 147258 159357 258369 520131 521131 789456 147852'.split(' '))

/** Six digits that are not among the first that anyone would try. */
function newSecurityPasswordFault(value: string): FailureCode | undefined {
  if (!/^\d{6}$/.test(value)) return 'security-password.invalid'
  return isGuessablePassword(value) || COMMON.has(value) ? 'security-password.common' : undefined
}

const sixDigits = (label: string, fault: FieldRow['fault']): FieldRow => ({
  label,
  placeholder: '6 位数字',
  keyboard: 'digits',
  kind: 'secret',
  maxLength: 6,
  fault,
})

/** 信息安全密码: a second secret of whoever has an electronic ID (manual 1.3.2.1). */
export const securityFields = {
  oldSecurityPassword: sixDigits('原信息安全密码', matching(/^\d{6}$/, 'security-password.invalid')),
  securityPassword: sixDigits('设置信息安全密码', newSecurityPasswordFault),
  securityPasswordAgain: sixDigits('请再次输入', () => undefined),
} as const satisfies Record<string, FieldRow>
