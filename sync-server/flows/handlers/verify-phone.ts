import { isDocumentOf } from '../../accounts/recovery.service.ts'
import { phoneOf } from '../../accounts/owner-changes.service.ts'
import { Problem } from '../../contract/failure.ts'
import { maskPhone } from '../../contract/mask.ts'
import type { CodeTarget, StepContext, StepHandler, StepResult } from '../step-handler.ts'
import { accountOf } from './citizen-step.ts'
import { namedOwnerOf, recoveryWayOf } from './named-owner.ts'

const isRecovery = ({ memory }: StepContext): boolean => memory.accountName !== undefined

async function targetOf(context: StepContext): Promise<CodeTarget> {
  if (!isRecovery(context)) {
    const to = await phoneOf(context.parts, accountOf(context))
    return { address: { channel: 'sms', to, purpose: 'verify' }, isForNobody: false }
  }
  const { accountId, phoneNumber } = await namedOwnerOf(context)
  return { address: { channel: 'sms', to: phoneNumber, purpose: 'recover' }, isForNobody: accountId === undefined }
}

/** The ID number is asked for the account that has one; guesses are counted, since the code needs to be right only once. */
async function proveDocument(context: StepContext, typed: string | undefined): Promise<string> {
  const { parts, caller, memory } = context
  const owner = await namedOwnerOf(context)
  const { accountId } = owner
  const isSame = memory.settledAddress === owner.phoneNumber && memory.recoveryWay === recoveryWayOf(owner)
  if (accountId === undefined || !isSame) throw new Problem('flow.gone')
  if (memory.recoveryWay === 'phone') return accountId
  const counted = parts.personal.hash('recovery-document', accountId)
  await parts.challenges.countTry(counted, caller)
  if (!isDocumentOf(owner, typed ?? '')) throw new Problem('identity.number-differs')
  await parts.challenges.forgetTries(counted, caller)
  return accountId
}

/**
 * 验证身份: the phone that the account has. In recovery the ID number too where there is one; that it differs is told only to
 * whoever had the right code. For a name that nobody has, codes go nowhere and every one is wrong.
 */
export const verifyPhone: StepHandler<'verify-phone'> = {
  input: async (context) => ({ maskedPhone: maskPhone((await targetOf(context)).address.to) }),
  omitted: ({ memory }) => Promise.resolve(memory.recoveryWay === 'phone-and-document' ? [] : ['residentIdNumber']),
  codeTarget: targetOf,
  async answer(context, { residentIdNumber }): Promise<StepResult<'verify-phone'>> {
    if (!isRecovery(context)) return { outcome: 'verified' }
    return { outcome: 'verified', memory: { accountId: await proveDocument(context, residentIdNumber) } }
  },
}
