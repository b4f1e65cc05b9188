import type { Static } from 'typebox'
import type { FailureCode } from '../../sync-server/contract/failure.ts'
import { type FieldId, fields } from '../../sync-server/contract/field.ts'
import { faultBetween, fieldsOfFailure, firstFault, isAsked } from '../../sync-server/contract/form-rules.ts'
import type { FormField, FormInput, OnlineStepKind } from '../../sync-server/contract/flow/online-form.ts'
import { secondsUntil } from '../shared/format.ts'

export type FormInputView = Static<typeof FormInput>
export type FormValues = Partial<Record<FieldId, string>>

/** A form as it stands: its row, what the server gave, and what was typed. */
export interface FormSheet {
  readonly row: OnlineStepKind
  readonly input: FormInputView
  readonly values: Readonly<FormValues>
}

const ofCode: readonly FieldId[] = ['captcha', 'smsCode', 'emailCode']

/** The fields to show: not those that the server or another answer leaves out, and no code once it has proved itself. */
export function askedFields({ row, input, values }: FormSheet): readonly FormField[] {
  const isGone = ({ field }: FormField): boolean =>
    (input.omitted ?? []).includes(field) || (input.isCodeSettled === true && ofCode.includes(field))
  return row.fields.filter((asked) => !isGone(asked) && isAsked(asked.field, values))
}

/** Whether a code was sent in this step; the captcha has then done its work. */
const isCodeSent = (input: FormInputView): boolean =>
  input.code?.sentTo !== undefined || input.code?.resendAt !== undefined

function faultIn({ row, input, values }: FormSheet, field: FieldId): FailureCode | undefined {
  if (row.code && field === 'captcha') {
    if (isCodeSent(input) || input.captcha?.isPassed === true) return undefined
  }
  if (row.code && fields[field].kind === 'code' && !isCodeSent(input)) return 'code.not-sent'
  return firstFault([field], values)?.code
}

/** Every field's fault, in the order of the form; empty when the form may be sent. */
export function faultsOf(sheet: FormSheet): ReadonlyMap<FieldId, FailureCode> {
  const faults = new Map<FieldId, FailureCode>()
  const asked = askedFields(sheet)
  for (const { field } of asked) {
    const code = faultIn(sheet, field)
    if (code) faults.set(field, code)
  }
  const between = faultBetween(
    asked.map(({ field }) => field),
    sheet.values,
  )
  if (faults.size === 0 && between) faults.set(between.field, between.code)
  return faults
}

/** Beside which of the asked fields a failure is told; undefined above the form. */
export function fieldOf(code: FailureCode, asked: readonly FormField[]): FieldId | undefined {
  return fieldsOfFailure[code]?.find((id) => asked.some(({ field }) => field === id))
}

/** Whether 获取验证码 may be pressed at `now` (milliseconds): the captcha has passed and the address can be right; and for how long not yet. */
export function codeGate({ row, input, values }: FormSheet, now: number): { isOpen: boolean; seconds: number } {
  const seconds = input.code?.resendAt === undefined ? 0 : secondsUntil(input.code.resendAt, now)
  const to = row.code?.to
  const isAddressed = to !== undefined && (to === 'account' || firstFault([to], values) === undefined)
  return { isOpen: seconds === 0 && isAddressed && input.captcha?.isPassed === true, seconds }
}

/** The captcha answer that is complete and waits to be checked; undefined otherwise. A form without a code sends it along. */
export function captchaToCheck({ row, input, values }: FormSheet): { captchaId: string; answer: string } | undefined {
  const answer = values.captcha ?? ''
  if (!row.code || !input.captcha || input.captcha.isPassed || firstFault(['captcha'], values)) return undefined
  return { captchaId: input.captcha.captchaId, answer }
}

/** The typed address that a code goes to; empty where it goes to the account's own. */
export function addressOf(row: OnlineStepKind, values: Readonly<FormValues>): string {
  const to = row.code?.to ?? 'account'
  return to === 'account' ? '' : (values[to] ?? '')
}

/** What 获取验证码 sends. */
export function sendCodeAnswer({ row, values }: FormSheet): object {
  return row.code?.to === 'account' ? { act: 'send-code' } : { act: 'send-code', to: addressOf(row, values) }
}

/** What the primary button sends: every field that the server did not leave out, the captcha apart. */
export function submitAnswer({ row, input, values }: FormSheet): object {
  const held = row.fields.filter(
    ({ field }) => field !== 'captcha' && !(input.omitted ?? []).includes(field) && isAsked(field, values),
  )
  const typed = Object.fromEntries(held.map(({ field }) => [field, values[field] ?? '']))
  const isGuarded = row.code === undefined && row.fields.some(({ field }) => field === 'captcha')
  const captcha = { captchaId: input.captcha?.captchaId ?? '', answer: values.captcha ?? '' }
  return { act: 'submit', ...(isGuarded ? { captcha } : {}), ...typed }
}

/** After these a code is worth nothing any more. */
const USED_UP: readonly FailureCode[] = ['code.used', 'code.expired', 'code.too-many-tries']

/** The fields that a failure empties. Everything else that was typed stays. */
export const emptiedBy = (code: FailureCode): readonly FieldId[] =>
  USED_UP.includes(code) ? ['smsCode', 'emailCode'] : []

const LONGEST_PLACEHOLDER = 14

/** A short prompt stands in the field; a rule stands under it, before and after typing. */
export function promptOf({ label, placeholder }: FormField): { prompt: string; rule: string | undefined } {
  const isRule = placeholder.length > LONGEST_PLACEHOLDER
  const prompt = isRule || placeholder === label ? '' : placeholder
  return { prompt, rule: isRule ? placeholder : undefined }
}
