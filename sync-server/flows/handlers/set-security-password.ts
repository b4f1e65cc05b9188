import { Problem } from '../../contract/failure.ts'
import type { FieldId } from '../../contract/field.ts'
import {
  hasSecurityPassword,
  isSecurityPassword,
  keepSecurityPassword,
  securityPasswordFault,
} from '../../security-passwords/security-passwords.service.ts'
import { RefusedAnswer, type StepContext, type StepHandler } from '../step-handler.ts'
import { accountOf, noteChange } from './citizen-step.ts'

/** Whoever has one proves to know it; whoever has forgotten it has the face checked again and sets it there. */
async function proveOld(context: StepContext, typed: string | undefined): Promise<void> {
  const { parts, caller } = context
  const accountId = accountOf(context)
  if (!(await hasSecurityPassword(parts.database.reader, accountId))) return
  if (await isSecurityPassword(parts, caller, { accountId, typed: typed ?? '' })) return
  const commit = (tx: Parameters<typeof noteChange>[0]): Promise<void> =>
    noteChange(tx, context, 'account.security-password-wrong')
  throw new RefusedAnswer('security-password.wrong', { commit })
}

/** 设置信息安全密码 (manual 1.3.2.1), and its change in the personal centre. */
export const setSecurityPassword: StepHandler<'set-security-password'> = {
  input: () => Promise.resolve({}),
  async omitted(context): Promise<readonly FieldId[]> {
    const hasOne = await hasSecurityPassword(context.parts.database.reader, accountOf(context))
    return hasOne ? [] : ['oldSecurityPassword']
  },
  async answer(context, { oldSecurityPassword, securityPassword }) {
    const { parts, caller } = context
    const accountId = accountOf(context)
    await proveOld(context, oldSecurityPassword)
    const fault = await securityPasswordFault(parts, accountId, securityPassword)
    if (fault) throw new Problem(fault)
    const hash = await parts.passwords.hash(securityPassword)
    return {
      outcome: 'set',
      commit: async (tx) => {
        await keepSecurityPassword(tx, parts, { accountId, hash, caller })
        return {}
      },
    }
  },
}
