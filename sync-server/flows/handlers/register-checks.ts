import { type Holder, holderOfAccount } from '../../accounts/real-name.service.ts'
import type { AuthorityName } from '../../authorities/authorities.service.ts'
import { normaliseDocumentNumber } from '../../contract/document/index.ts'
import { type FailureCode, Problem } from '../../contract/failure.ts'
import type { FieldId } from '../../contract/field.ts'
import type { RegisterForm } from '../../contract/flow/index.ts'
import { maskDocumentNumber, maskName } from '../../contract/mask.ts'
import type { StepContext, StepHandler } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'
import { passCheck } from './keep-check.ts'

/** A register that knows people by something of its own. */
interface RegisterRow {
  readonly register: AuthorityName
  /** What of the form it is asked. */
  readonly facts: readonly FieldId[]
  readonly mismatch: FailureCode
}

const registers: Readonly<Record<RegisterForm, RegisterRow>> = {
  'social-security': {
    register: 'social-security',
    facts: ['socialCardNumber'],
    mismatch: 'social-security.mismatch',
  },
  'housing-fund': { register: 'housing-fund', facts: ['fundAccount'], mismatch: 'housing-fund.mismatch' },
  'driving-licence': {
    register: 'driving-licence',
    facts: ['licenceFileNumber'],
    mismatch: 'driving-licence.mismatch',
  },
  alipay: { register: 'alipay', facts: ['paymentAccount'], mismatch: 'alipay.mismatch' },
  'bank-card': { register: 'bank-union', facts: ['bankCardNumber', 'reservedPhone'], mismatch: 'bank-card.mismatch' },
}

type Typed = Readonly<Partial<Record<FieldId, string>>>

/** Whom the account belongs to, or who its owner says to be. */
async function claimed(context: StepContext, { fullName, residentIdNumber }: Typed): Promise<Holder> {
  const known = await holderOfAccount(context.parts, accountOf(context))
  if (known) return known
  if (fullName === undefined || residentIdNumber === undefined) throw new Problem('request.invalid')
  const documentNumber = normaliseDocumentNumber(residentIdNumber)
  return { type: 'resident-id-card', fullName: fullName.normalize('NFC').trim(), documentNumber }
}

const handlerOf = (kind: RegisterForm) => ({
  async input(context: StepContext) {
    const known = await holderOfAccount(context.parts, accountOf(context))
    if (!known) return {}
    return { maskedName: maskName(known.fullName), maskedDocumentNumber: maskDocumentNumber(known.documentNumber) }
  },
  async omitted(context: StepContext): Promise<readonly FieldId[]> {
    const isKnown = (await holderOfAccount(context.parts, accountOf(context))) !== undefined
    return isKnown ? ['fullName', 'residentIdNumber'] : []
  },
  async answer(context: StepContext, output: Typed) {
    const { register, facts, mismatch } = registers[kind]
    return passCheck(context, {
      ...{ kind, register, mismatch, unavailable: 'authority.unavailable' },
      holder: await claimed(context, output),
      facts: Object.fromEntries(facts.map((field) => [field, output[field] ?? ''])),
    })
  },
})

/** 社保, 公积金, 驾照, 支付宝 and 银行卡四要素 (manual 1.3.1, 1.3.2.2): one handler, since only the register and its facts differ. */
export const registerChecks: { readonly [K in RegisterForm]: StepHandler<K> } = {
  'social-security': handlerOf('social-security'),
  'housing-fund': handlerOf('housing-fund'),
  'driving-licence': handlerOf('driving-licence'),
  alipay: handlerOf('alipay'),
  'bank-card': handlerOf('bank-card'),
}
