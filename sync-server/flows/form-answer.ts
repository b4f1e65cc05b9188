import type { FailureCode } from '../contract/failure.ts'
import type { FieldId } from '../contract/field.ts'
import { firstFault } from '../contract/form-rules.ts'
import type { OnlineStepKind } from '../contract/flow/index.ts'
import type { RunMemory, StepContext } from './step-handler.ts'
import type { ActiveStep, AnyOutput } from './step-handlers.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The field that holds a form's code. */
const codeFieldOf = ({ code }: OnlineStepKind): FieldId | undefined =>
  code && (code.channel === 'sms' ? 'smsCode' : 'emailCode')

/** The address that was typed for the code; undefined where the code goes to the account. */
export function typedAddress({ code }: OnlineStepKind, output: AnyOutput): string | undefined {
  return code === undefined || code.to === 'account' ? undefined : textOf(output[code.to])
}

/** The code that was typed. */
export function typedCode(kind: OnlineStepKind, output: AnyOutput): string {
  return textOf(output[codeFieldOf(kind) ?? ''])
}

/** The captcha that travels with the answer of a guarded form. */
export function typedCaptcha(output: AnyOutput): { captchaId: string; answer: string } | undefined {
  return output['captcha'] as { captchaId: string; answer: string } | undefined
}

/** Whether the address of this answer proved itself already in this step. */
export function isSettled(kind: OnlineStepKind, memory: RunMemory, output: AnyOutput): boolean {
  if (memory.settledAddress === undefined) return false
  return kind.code?.to === 'account' || memory.settledAddress === typedAddress(kind, output)
}

/** The first fault of a filled form; a captcha that was answered apart and a code that was right already are not asked. */
export async function formFault(
  context: StepContext,
  { kind, handler }: ActiveStep,
  output: AnyOutput,
): Promise<FailureCode | undefined> {
  if (kind.view !== 'form' || output.act !== 'submit') return undefined
  const captcha = typedCaptcha(output)
  const left = new Set<FieldId | undefined>(await handler.omitted?.(context))
  if (!captcha) left.add('captcha')
  if (isSettled(kind, context.memory, output)) left.add(codeFieldOf(kind))
  const asked = kind.fields.map(({ field }) => field).filter((field) => !left.has(field))
  const values = Object.fromEntries(asked.map((field) => [field, textOf(output[field])]))
  return firstFault(asked, { ...values, ...(captcha ? { captcha: captcha.answer } : {}) })?.code
}
