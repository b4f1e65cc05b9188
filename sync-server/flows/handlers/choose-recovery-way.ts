import { Problem } from '../../contract/failure.ts'
import { maskAccountName, maskDocumentNumber, maskPhone } from '../../contract/mask.ts'
import { HOTLINE } from '../../contract/user-agreement.ts'
import type { StepHandler } from '../step-handler.ts'
import { namedOwnerOf, recoveryWayOf } from './named-owner.ts'

/** 您正在为【b*****0】找回密码: the ways that the account has, or that an account of this name would have. */
export const chooseRecoveryWay: StepHandler<'choose-recovery-way'> = {
  async input(context) {
    const owner = await namedOwnerOf(context)
    const { phoneNumber, documentNumber } = owner
    const document = documentNumber === undefined ? {} : { maskedDocumentNumber: maskDocumentNumber(documentNumber) }
    return {
      maskedAccount: maskAccountName(context.memory.accountName ?? ''),
      ways: [{ way: recoveryWayOf(owner), maskedPhone: maskPhone(phoneNumber), ...document }],
      hotline: HOTLINE,
    }
  },
  async answer(context, { way }) {
    if (way !== recoveryWayOf(await namedOwnerOf(context))) throw new Problem('request.invalid')
    return { outcome: 'chosen', memory: { recoveryWay: way } }
  },
}
