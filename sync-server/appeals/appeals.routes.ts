import type { ClaimParts } from '../claims/claims.service.ts'
import type { Handlers } from '../platform/http/caller.ts'
import { decideCase, listCases, takeCase } from './appeal-cases.service.ts'
import { listAppeals, withdrawAppeal } from './appeals.service.ts'

type AppealRoutes = 'listAppeals' | 'withdrawAppeal' | 'listAppealCases' | 'takeAppeal' | 'decideAppeal'

/** 人工申诉: as its appellant sees it, and as staff at a counter deal with it. */
export function appealRoutes(parts: ClaimParts): Pick<Handlers, AppealRoutes> {
  const numberIn = (params: Readonly<Record<string, string>>): string => params['number'] ?? ''
  return {
    listAppeals: async ({ caller }) => ({ appeals: await listAppeals(parts, caller) }),
    withdrawAppeal: async ({ caller, params }) => {
      await withdrawAppeal(parts, caller, numberIn(params))
      return undefined
    },
    listAppealCases: async ({ caller }) => ({ cases: await listCases(parts, caller) }),
    takeAppeal: ({ caller, params }) => takeCase(parts, caller, numberIn(params)),
    decideAppeal: async ({ caller, params, body }) => {
      const number = numberIn(params)
      await decideCase(parts, caller, { number, ...body })
      return { number }
    },
  }
}
