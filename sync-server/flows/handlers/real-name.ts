import { checkValidity, normaliseDocumentNumber } from '../../contract/document/index.ts'
import { type FailureCode, Problem } from '../../contract/failure.ts'
import { hallDay } from '../../contract/hall-time.ts'
import { realNameDocument } from '../../contract/real-name-document.ts'
import type { AnswerOf, StepContext, StepHandler } from '../step-handler.ts'
import { passCheck } from './keep-check.ts'

type Submitted = Extract<AnswerOf<'real-name'>, { act: 'submit' }>

/** `20180606` as it is typed, `2018-06-06` as it is compared. */
const dayOf = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`

function validityFault(
  { parts }: StepContext,
  { validFrom, validity, validUntil }: Submitted,
): FailureCode | undefined {
  const until = validity === 'long-term' ? 'long-term' : dayOf(validUntil ?? '')
  const [fault] = checkValidity({ validFrom: dayOf(validFrom), validUntil: until }, hallDay(parts.clock.now()))
  return fault && `document.${fault}`
}

/**
 * 实名认证 (manual 1.1, 1.3.1) for the five types of document: the rules of its type and its dates, then the register; the document
 * becomes this account's. 暂不认证 goes on without.
 */
export const realName: StepHandler<'real-name'> = {
  input: () => Promise.resolve({}),
  async answer(context, output) {
    if (output.act === 'skip') return { outcome: 'skipped' }
    const type = realNameDocument(output.documentType)?.type
    if (!type) throw new Problem('request.invalid')
    const fault = validityFault(context, output)
    if (fault) throw new Problem(fault)
    const documentNumber = normaliseDocumentNumber(output.documentNumber)
    return passCheck(context, {
      kind: 'real-name',
      register: 'population',
      holder: { type, fullName: output.fullName.normalize('NFC').trim(), documentNumber },
      facts: { validFrom: output.validFrom, validUntil: output.validUntil ?? 'long-term' },
      mismatch: 'identity.mismatch',
      unavailable: 'identity.register-unavailable',
    })
  },
}
