import { readProfile, setEthnicGroup as keepEthnicGroup } from '../../accounts/owner-changes.service.ts'
import { ethnicGroupCodes, ethnicGroupName } from '../../contract/ethnic-group.ts'
import { Problem } from '../../contract/failure.ts'
import type { StepHandler } from '../step-handler.ts'
import { accountOf, noteChange } from './citizen-step.ts'

const groups = ethnicGroupCodes.map((code) => ({ code, name: ethnicGroupName(code) ?? code }))

/** 设置民族 (manual 1.8): one of the groups of the standard. */
export const setEthnicGroup: StepHandler<'set-ethnic-group'> = {
  async input(context) {
    const { ethnicGroupCode } = await readProfile(context.parts, accountOf(context))
    return { groups, ...(ethnicGroupCode === undefined ? {} : { current: ethnicGroupCode }) }
  },
  answer(context, { ethnicGroupCode }) {
    if (ethnicGroupName(ethnicGroupCode) === undefined) return Promise.reject(new Problem('request.invalid'))
    return Promise.resolve({
      outcome: 'saved',
      async commit(tx) {
        const accountId = accountOf(context)
        await keepEthnicGroup(tx, context.parts, { accountId, ethnicGroupCode })
        await noteChange(tx, context, 'account.ethnic-group-set')
        return {}
      },
    })
  },
}
