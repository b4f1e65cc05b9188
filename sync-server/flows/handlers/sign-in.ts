import { entranceBehind, identifiersOf } from '../../accounts/entrance.service.ts'
import * as audit from '../../audit/audit.service.ts'
import { instant } from '../../platform/clock.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { RefusedAnswer, type StepContext, type StepHandler } from '../step-handler.ts'
import { enterAccount } from './enter-account.ts'

function refusal({ parts, caller }: StepContext, identifierHash: string): RefusedAnswer {
  const commit = (tx: Transaction): Promise<number> => {
    const at = instant(parts.clock.now())
    return audit.recordOf(tx, caller, { action: 'account.sign-in-failed', subject: identifierHash, detail: {}, at })
  }
  return new RefusedAnswer('sign-in.failed', { commit })
}

/**
 * 账号登录. Whoever is unknown, closed or frozen gets the same answer after the same work as a wrong password: one hash is
 * always computed, and the try is counted before.
 */
export const signIn: StepHandler<'sign-in'> = {
  input: () => Promise.resolve({}),
  countTry: ({ parts, caller }, { accountName }) =>
    parts.challenges.countTry(identifiersOf(parts.personal).accountName(accountName), caller),
  async answer(context, { accountName, currentPassword }) {
    const { parts, caller } = context
    const { challenges, database, passwords, personal } = parts
    const identifierHash = identifiersOf(personal).accountName(accountName)
    const found = await entranceBehind(database.reader, parts, identifierHash)
    const entrance = found?.standing === 'frozen' ? undefined : found
    const isRight = await passwords.isMatch(currentPassword, entrance?.passwordHash)
    if (!entrance || !isRight) throw refusal(context, identifierHash)
    const entered = enterAccount(context, { identifierHash, entrance, method: 'password' })
    return { ...entered, beside: () => challenges.forgetTries(identifierHash, caller) }
  },
}
