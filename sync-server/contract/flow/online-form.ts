import { type Static, type TSchema, Type } from 'typebox'
import { type FieldId, fields, fieldValue } from '../field.ts'
import { object, oneOf } from '../shape.ts'
import { Instant } from '../staff.ts'

/** One field as a form asks for it; the words are the field's own unless the manual says it differently here. */
export interface FormField {
  readonly field: FieldId
  readonly label: string
  readonly placeholder: string
}

/** Where a form's code goes: to what was typed in a field, or to the phone that the account has. */
export interface CodeWay {
  readonly channel: 'sms' | 'email'
  readonly to: 'phoneNumber' | 'email' | 'account'
}

/**
 * One kind of step of a flow that the server runs: `input` is what the client is given, `output` what it sends. `outcomes[0]`
 * leads on to the next row. The client never says the outcome; the server decides it.
 */
export interface OnlineStepKind {
  readonly title: string
  readonly input: TSchema
  readonly output: TSchema
  readonly outcomes: readonly [string, ...string[]]
  /** Which view draws it: most steps are forms. */
  readonly view: 'form' | 'choice' | 'notice' | 'ethnic-group' | 'phone' | 'card'
  readonly fields: readonly FormField[]
  readonly code: CodeWay | undefined
  /** The primary button. */
  readonly submit: string
}

/** A captcha on the screen; the picture is a `data:` address. */
export const CaptchaView = object({
  captchaId: Type.String({ maxLength: 64 }),
  image: Type.String({ maxLength: 64_000 }),
  /** Answered rightly: a code may be sent now, once. */
  isPassed: Type.Boolean(),
})
/** What is known of the code that was sent in this step. */
export const CodeView = object({
  sentTo: Type.Optional(Type.String({ maxLength: 120 })),
  resendAt: Type.Optional(Instant),
  expiresAt: Type.Optional(Instant),
})
const CaptchaAnswer = object({ captchaId: Type.String({ maxLength: 64 }), answer: Type.String({ maxLength: 8 }) })
export const CheckCaptcha = object({
  act: Type.Literal('check-captcha'),
  captchaId: Type.String({ maxLength: 64 }),
  answer: Type.String({ maxLength: 8 }),
})
export const RenewCaptcha = object({ act: Type.Literal('renew-captcha') })
export const SendToAccount = object({ act: Type.Literal('send-code') })
const SendTo = object({ act: Type.Literal('send-code'), to: Type.String({ maxLength: 100 }) })

/** What a form is given: pictures, masks and times; never a plain number or address. */
export const FormInput = object({
  captcha: Type.Optional(CaptchaView),
  code: Type.Optional(CodeView),
  maskedPhone: Type.Optional(Type.String({ maxLength: 20 })),
  /** Whom the account is known to belong to, so that name and number are not asked again. */
  maskedName: Type.Optional(Type.String({ maxLength: 60 })),
  maskedDocumentNumber: Type.Optional(Type.String({ maxLength: 30 })),
  /** Fields that are not asked this time, though the form has them. */
  omitted: Type.Optional(Type.Array(Type.String({ maxLength: 40 }))),
  /** A field that has proved itself already in this step, so that its code is not asked again. */
  isCodeSettled: Type.Optional(Type.Boolean()),
})

/** States of something that is done on the citizen's own phone, in the order of the good way; the last two are ends. */
export const phoneErrandStates = ['waiting', 'scanned', 'confirmed', 'cancelled', 'expired'] as const
/**
 * What a step is given that the citizen finishes on the own phone: the address for the QR code, how far the phone has come, and
 * the number that both screens show. The address is one ticket: used once, by the first phone, until `expiresAt`.
 */
export const PhoneErrand = object({
  url: Type.String({ maxLength: 400 }),
  state: Type.Enum(phoneErrandStates),
  matchNumber: Type.Optional(Type.String({ pattern: '^\\d{2}$' })),
  expiresAt: Instant,
})
export type PhoneErrand = Static<typeof PhoneErrand>
/** `refresh`: a new ticket in place of an expired or cancelled one; `collect`: go on, the phone has confirmed. */
export const PhoneErrandAnswer = object({ act: oneOf('refresh', 'collect') })

interface FormWords<F extends FieldId> {
  readonly title: string
  readonly fields: readonly F[]
  readonly words?: Partial<Record<F, { readonly label?: string; readonly placeholder?: string }>>
  readonly submit: string
}

type ValuesOf<F extends FieldId> = { [K in Exclude<F, 'captcha'>]: ReturnType<typeof fieldValue> }
/** The shape of what a form's fields hold; the captcha is answered apart. */
export const valuesOf = <F extends FieldId>(asked: readonly F[]): ValuesOf<F> =>
  Object.fromEntries(asked.filter((id) => id !== 'captcha').map((id) => [id, fieldValue(id)])) as ValuesOf<F>
const fieldsOf = <F extends FieldId>({ fields: asked, words }: FormWords<F>): readonly FormField[] =>
  asked.map((field) => ({
    field,
    label: fields[field].label,
    placeholder: fields[field].placeholder,
    ...words?.[field],
  }))

/** A form without a captcha. */
export const plainForm = <F extends FieldId>(form: FormWords<F>) => ({
  title: form.title,
  view: 'form' as const,
  fields: fieldsOf(form),
  code: undefined,
  submit: form.submit,
  input: FormInput,
  output: object({ act: Type.Literal('submit'), ...valuesOf(form.fields) }),
})

/** A form whose captcha travels with what is submitted. */
export const guardedForm = <F extends FieldId>(form: FormWords<F>) => ({
  ...plainForm(form),
  output: Type.Union([
    RenewCaptcha,
    object({ act: Type.Literal('submit'), captcha: CaptchaAnswer, ...valuesOf(form.fields) }),
  ]),
})

/** A form with a code: first the captcha, then 获取验证码, then everything. */
export const codeForm = <F extends FieldId>(form: FormWords<F>, code: CodeWay) => ({
  ...plainForm(form),
  code,
  output: Type.Union([
    CheckCaptcha,
    RenewCaptcha,
    code.to === 'account' ? SendToAccount : SendTo,
    object({ act: Type.Literal('submit'), ...valuesOf(form.fields) }),
  ]),
})
