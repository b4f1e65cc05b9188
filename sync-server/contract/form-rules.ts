import type { FailureCode } from './failure.ts'
import { type FieldId, fields } from './field.ts'
import { isNumberOf } from './real-name-document.ts'

/** Beside which field a failure is told; the first one that the form has. Whatever is not here is told above the form. */
export const fieldsOfFailure: Partial<Record<FailureCode, readonly FieldId[]>> = {
  'username.invalid': ['username'],
  'account.username-taken': ['username'],
  'phone.invalid': ['phoneNumber', 'reservedPhone'],
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
  'document.number-invalid': ['residentIdNumber', 'documentNumber'],
  'date.invalid': ['validFrom', 'validUntil'],
  'date.out-of-order': ['validUntil'],
  'document.expired': ['validUntil'],
  'document.not-yet-valid': ['validFrom'],
  'bank-card.number-invalid': ['bankCardNumber'],
  'bank-card.credit': ['bankCardNumber'],
  'social-card.number-invalid': ['socialCardNumber'],
  'fund-account.invalid': ['fundAccount'],
  'licence-file.invalid': ['licenceFileNumber'],
  'payment-account.invalid': ['paymentAccount'],
  'identity.number-differs': ['residentIdNumber'],
  'security-password.invalid': ['securityPassword', 'oldSecurityPassword'],
  'security-password.common': ['securityPassword'],
  'security-password.like-owner': ['securityPassword'],
  'security-password.unchanged': ['securityPassword'],
  'security-password.differs': ['securityPasswordAgain'],
  'security-password.wrong': ['oldSecurityPassword'],
}

/** What was typed, field by field. */
export type FieldValues = Readonly<Partial<Record<FieldId, string>>>

/** A rule between fields; it holds once the fields before it are filled. */
interface FormRule {
  readonly field: FieldId
  readonly with: FieldId
  readonly fault: (value: string, other: string) => FailureCode | undefined
}
const between: readonly FormRule[] = [
  {
    field: 'passwordAgain',
    with: 'password',
    fault: (again, password) => (again === password ? undefined : 'password.differs'),
  },
  {
    field: 'securityPasswordAgain',
    with: 'securityPassword',
    fault: (again, password) => (again === password ? undefined : 'security-password.differs'),
  },
  {
    field: 'documentNumber',
    with: 'documentType',
    fault: (number, type) => (isNumberOf(type, number) ? undefined : 'document.number-invalid'),
  },
  {
    field: 'validUntil',
    with: 'validFrom',
    fault: (until, from) => (until > from ? undefined : 'date.out-of-order'),
  },
]

/** Fields that depend on another answer: who has a document without an end is not asked when it ends. */
export function isAsked(field: FieldId, values: FieldValues): boolean {
  return field !== 'validUntil' || values.validity !== 'long-term'
}

interface Fault {
  readonly field: FieldId
  readonly code: FailureCode
}

/** The first fault between two filled fields that both are asked. */
export function faultBetween(asked: readonly FieldId[], values: FieldValues): Fault | undefined {
  for (const { field, with: other, fault } of between) {
    if (!asked.includes(field) || !asked.includes(other)) continue
    const code = fault(values[field] ?? '', values[other] ?? '')
    if (code) return { field, code }
  }
  return undefined
}

/** The first fault of a filled form, field by field in the order of the form; what lies between two fields comes last. */
export function firstFault(asked: readonly FieldId[], values: FieldValues): Fault | undefined {
  const filled = asked.filter((field) => isAsked(field, values))
  for (const field of filled) {
    const value = values[field] ?? ''
    const fault = value === '' && fields[field].kind !== 'tick' ? 'field.empty' : fields[field].fault(value)
    if (fault) return { field, code: fault }
  }
  return faultBetween(filled, values)
}
