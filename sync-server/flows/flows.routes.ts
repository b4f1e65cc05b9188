import type { Handlers } from '../platform/http/caller.ts'
import { abandon, answer, begin, goBack, read } from './flows.service.ts'
import { takeTurns } from './in-turn.ts'
import type { FlowParts } from './step-handler.ts'

type FlowRoutes = 'beginFlow' | 'readFlow' | 'answerFlow' | 'goBackInFlow' | 'abandonFlow'

/** Flows that the server runs. */
export function flowRoutes(flowParts: FlowParts): Pick<Handlers, FlowRoutes> {
  const parts = { ...flowParts, turns: takeTurns() }
  const idOf = (params: Readonly<Record<string, string>>): string => params['flowId'] ?? ''
  return {
    beginFlow: ({ caller, body }) => begin(parts, caller, body.flow),
    readFlow: ({ caller, params }) => read(parts, caller, idOf(params)),
    answerFlow: ({ caller, params, body }) => answer(parts, caller, { ...body, id: idOf(params) }),
    goBackInFlow: ({ caller, params, body }) => goBack(parts, caller, { ...body, id: idOf(params) }),
    abandonFlow: async ({ caller, params }) => {
      await abandon(parts, caller, idOf(params))
      return undefined
    },
  }
}
