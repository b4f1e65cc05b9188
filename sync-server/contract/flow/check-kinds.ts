import { Type } from 'typebox'
import { type FieldId, fieldValue } from '../field.ts'
import { object } from '../shape.ts'
import { plainForm, valuesOf } from './online-form.ts'

type Loose<F extends FieldId> = { [K in F]: ReturnType<typeof looseValue<K>> }
const looseValue = <F extends FieldId>(field: F) => Type.Optional(fieldValue(field))
const looseValuesOf = <F extends FieldId>(fields: readonly F[]): Loose<F> =>
  Object.fromEntries(fields.map((field) => [field, looseValue(field)])) as Loose<F>

/** Who is asked about: not asked again from somebody whose name the account carries already. */
const person = ['fullName', 'residentIdNumber'] as const
type Person = (typeof person)[number]

/** A form whose facts an outside register compares with what it knows of the person. */
const checkForm = <F extends FieldId>(title: string, facts: readonly F[]) => ({
  ...plainForm<FieldId>({ title, fields: [...person, ...facts], submit: '认证' }),
  output: object({ act: Type.Literal('submit'), ...looseValuesOf<Person>(person), ...valuesOf(facts) }),
  outcomes: ['verified', 'bound-elsewhere'] as const,
})

const document = ['documentType', 'fullName', 'documentNumber', 'validFrom', 'validity', 'validUntil'] as const
const documentForm = plainForm<FieldId>({ title: '实名认证', fields: document, submit: '认证' })

/** Checks with registers that know the person by something of their own, each a form of its own (manual 1.3.1, 1.3.2.2). */
export const registerForms = {
  'social-security': checkForm('社保认证', ['socialCardNumber']),
  'housing-fund': checkForm('公积金认证', ['fundAccount']),
  'driving-licence': checkForm('驾照认证', ['licenceFileNumber']),
  alipay: checkForm('支付宝认证', ['paymentAccount']),
  'bank-card': checkForm('银行卡认证', ['bankCardNumber', 'reservedPhone']),
} as const
export type RegisterForm = keyof typeof registerForms

/** Every check with an outside register. */
export const checkKinds = {
  'real-name': {
    ...documentForm,
    output: Type.Union([
      object({
        act: Type.Literal('submit'),
        ...valuesOf(['documentType', 'fullName', 'documentNumber', 'validFrom', 'validity']),
        ...looseValuesOf(['validUntil']),
      }),
      object({ act: Type.Literal('skip') }),
      /** 刷身份证 in place of typing; only at a kiosk. */
      object({ act: Type.Literal('by-card') }),
    ]),
    outcomes: ['verified', 'skipped', 'by-card', 'bound-elsewhere'],
  },
  ...registerForms,
} as const
