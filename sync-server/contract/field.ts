import { Type } from 'typebox'
import { checkDocumentNumber, normaliseDocumentNumber } from './document/index.ts'
import type { FailureCode } from './failure.ts'
import { isGuessablePassword } from './guessable-password.ts'

/** Which on-screen keyboard a field calls for. */
export type KeyboardLayout = 'digits' | 'id-number' | 'letters' | 'pinyin' | 'email'

/** One thing that a citizen fills in; words are the manual's own. */
export interface FieldRow {
  readonly label: string
  readonly placeholder: string
  readonly keyboard: KeyboardLayout
  /** `captcha` shows the picture beside it, `code` the button 获取验证码, `secret` hides what is typed. */
  readonly kind: 'text' | 'secret' | 'captcha' | 'code' | 'tick'
  readonly maxLength: number
  /** Why what was typed cannot be right; kiosk and server run the same rule. */
  readonly fault: (value: string) => FailureCode | undefined
}

const text = (row: Omit<FieldRow, 'kind'>): FieldRow => ({ kind: 'text', ...row })
const matching =
  (pattern: RegExp, code: FailureCode) =>
  (value: string): FailureCode | undefined =>
    pattern.test(value) ? undefined : code
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
  fullName: text({
    label: '请输入姓名',
    placeholder: '请输入您的真实姓名',
    keyboard: 'pinyin',
    maxLength: 60,
    fault: matching(/^[\p{Script=Han}A-Za-z·.' -]{2,60}$/u, 'name.invalid'),
  }),
  residentIdNumber: text({
    label: '请输入身份证号',
    placeholder: '请输入您本人的身份证号',
    keyboard: 'id-number',
    maxLength: 18,
    fault: (value) =>
      checkDocumentNumber('resident-id-card', normaliseDocumentNumber(value)) === 'ok'
        ? undefined
        : 'document.number-invalid',
  }),
} as const satisfies Record<string, FieldRow>

export type FieldId = keyof typeof fields

/** A field's value as it travels: text of bounded length, so that a wrong one is answered with its own words. */
export const fieldValue = (id: FieldId) => Type.String({ maxLength: fields[id].maxLength })

/** Narrows a text to a field. */
export const isField = (id: string): id is FieldId => Object.hasOwn(fields, id)

/** Beside which field a failure is told; the first one that the form has. Whatever is not here is told above the form. */
export const fieldsOfFailure: Partial<Record<FailureCode, readonly FieldId[]>> = {
  'username.invalid': ['username'],
  'account.username-taken': ['username'],
  'phone.invalid': ['phoneNumber'],
  'account.phone-taken': ['phoneNumber'],
  'phone.unchanged': ['phoneNumber'],
  'account-name.invalid': ['accountName'],
  'sign-in.failed': ['currentPassword', 'smsCode'],
  'captcha.invalid': ['captcha'],
  'captcha.wrong': ['captcha'],
  'captcha.expired': ['captcha'],
  'captcha.needed': ['captcha'],
  'code.invalid': ['smsCode', 'emailCode'],
  'code.wrong': ['smsCode', 'emailCode'],
  'code.expired': ['smsCode', 'emailCode'],
  'code.used': ['smsCode', 'emailCode'],
  'code.not-sent': ['smsCode', 'emailCode'],
  'code.too-soon': ['smsCode', 'emailCode'],
  'code.too-many-sent': ['smsCode', 'emailCode'],
  'code.too-many-tries': ['smsCode', 'emailCode'],
  'message.not-delivered': ['smsCode', 'emailCode'],
  'password.invalid': ['password'],
  'password.common': ['password'],
  'password.like-account': ['password'],
  'password.unchanged': ['password'],
  'password.differs': ['passwordAgain'],
  'password.wrong': ['oldPassword', 'currentPassword'],
  'agreement.not-accepted': ['agreement'],
  'email.invalid': ['email'],
  'account.email-taken': ['email'],
  'name.invalid': ['fullName'],
  'document.number-invalid': ['residentIdNumber'],
  'identity.number-differs': ['residentIdNumber'],
}

type Values = Readonly<Partial<Record<FieldId, string>>>

/** The first fault of a filled form, field by field in the order of the form; the two passwords are compared last. */
export function firstFault(
  asked: readonly FieldId[],
  values: Values,
): { field: FieldId; code: FailureCode } | undefined {
  for (const field of asked) {
    const value = values[field] ?? ''
    const fault = value === '' && fields[field].kind !== 'tick' ? 'field.empty' : fields[field].fault(value)
    if (fault) return { field, code: fault }
  }
  const isRepeated = asked.includes('passwordAgain')
  if (isRepeated && values.password !== values.passwordAgain)
    return { field: 'passwordAgain', code: 'password.differs' }
  return undefined
}
