import { Type } from 'typebox'
import type { FailureCode } from './failure.ts'
import { type FieldRow, matching, text } from './field-row.ts'
import { isGuessablePassword } from './guessable-password.ts'
import { identityFields } from './identity-fields.ts'
import { securityFields } from './security-fields.ts'

export type { FieldRow, KeyboardLayout } from './field-row.ts'

const anything = (): undefined => undefined

/** Manual 1.1: letters, or letters and digits; the password that nobody should have is refused by name. */
function newPasswordFault(value: string): FailureCode | undefined {
  if (!/^(?=.*[A-Za-z])[A-Za-z0-9]{6,20}$/.test(value)) return 'password.invalid'
  return isGuessablePassword(value) ? 'password.common' : undefined
}
const secret = (label: string, placeholder: string, fault: FieldRow['fault']): FieldRow => ({
  label,
  placeholder,
  keyboard: 'letters',
  kind: 'secret',
  maxLength: 20,
  fault,
})
const code = (label: string, placeholder: string): FieldRow => ({
  label,
  placeholder,
  keyboard: 'digits',
  kind: 'code',
  maxLength: 6,
  fault: matching(/^\d{6}$/, 'code.invalid'),
})

/** Every field that a form can ask for. */
export const fields = {
  username: text({
    label: '请输入用户名',
    placeholder: '6~20个字符、第一位必须字母、支持字母、数字组合',
    keyboard: 'letters',
    maxLength: 20,
    fault: matching(/^[A-Za-z][A-Za-z0-9]{5,19}$/, 'username.invalid'),
  }),
  phoneNumber: text({
    label: '请输入手机号',
    placeholder: '请输入您的手机号码',
    keyboard: 'digits',
    maxLength: 11,
    fault: matching(/^1\d{10}$/, 'phone.invalid'),
  }),
  accountName: text({
    label: '账户名',
    placeholder: '用户名/手机号/身份证号',
    keyboard: 'letters',
    maxLength: 20,
    fault: matching(/^[A-Za-z0-9]{6,20}$/, 'account-name.invalid'),
  }),
  captcha: {
    label: '图形验证码',
    placeholder: '请输入图形验证码',
    keyboard: 'digits',
    kind: 'captcha',
    maxLength: 4,
    fault: matching(/^\d{4}$/, 'captcha.invalid'),
  },
  smsCode: code('手机验证码', '请输入短信验证码'),
  emailCode: code('邮箱验证码', '请输入邮箱验证码'),
  password: secret('请设置密码', '6-20个字符,由字母或字母和数字组合', newPasswordFault),
  passwordAgain: secret('请再次输入密码', '请再次输入密码', anything),
  oldPassword: secret('输入旧密码', '6-20个字符,由字母、数字或字母和数字组成', matching(/^.{1,}$/, 'field.empty')),
  currentPassword: secret('密码', '密码', matching(/^.{1,}$/, 'field.empty')),
  agreement: {
    label: '我已阅读并同意《用户协议》',
    placeholder: '',
    keyboard: 'letters',
    kind: 'tick',
    maxLength: 3,
    fault: matching(/^yes$/, 'agreement.not-accepted'),
  },
  email: text({
    label: '邮箱地址',
    placeholder: '请确保您输入的邮箱地址能正常接收邮件',
    keyboard: 'email',
    maxLength: 100,
    fault: matching(/^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}$/, 'email.invalid'),
  }),
  ...identityFields,
  ...securityFields,
} as const satisfies Record<string, FieldRow>

export type FieldId = keyof typeof fields

/** A field's value as it travels: text of bounded length, so that a wrong one is answered with its own words. */
export const fieldValue = (id: FieldId) => Type.String({ maxLength: fields[id].maxLength })

/** Narrows a text to a field. */
export const isField = (id: string): id is FieldId => Object.hasOwn(fields, id)
