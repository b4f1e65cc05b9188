import { entranceBehind, identifiersOf } from '../../accounts/entrance.service.ts'
import { Problem } from '../../contract/failure.ts'
import type { StepHandler } from '../step-handler.ts'
import { enterAccount } from './enter-account.ts'

/** 短信登录. To a phone without an account goes a message that says so, and every code is wrong; only its owner learns it. */
export const signInBySms: StepHandler<'sign-in-by-sms'> = {
  input: () => Promise.resolve({}),
  async codeTarget({ parts }, typed = '') {
    const { database, personal } = parts
    const entrance = await entranceBehind(database.reader, parts, identifiersOf(personal).phone(typed))
    return { address: { channel: 'sms', to: typed, purpose: 'sign-in' }, isForNobody: entrance === undefined }
  },
  async answer(context, { phoneNumber }) {
    const { database, personal } = context.parts
    const identifierHash = identifiersOf(personal).phone(phoneNumber)
    const entrance = await entranceBehind(database.reader, context.parts, identifierHash)
    if (!entrance) throw new Problem('code.wrong')
    if (entrance.standing === 'frozen') throw new Problem('account.frozen')
    return enterAccount(context, { identifierHash, entrance, method: 'sms' })
  },
}
