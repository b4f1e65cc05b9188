import type { Handlers } from '../platform/http/caller.ts'
import { abandon, answer, begin, goBack, read } from './flows.service.ts'
import { follow, type FollowParts } from './follow-flow.ts'
import { takeTurns } from './in-turn.ts'
import { placesFor } from './places.ts'

type FlowRoutes = 'beginFlow' | 'readFlow' | 'followFlow' | 'answerFlow' | 'goBackInFlow' | 'abandonFlow'

/** Streams that one kiosk, or strangers behind one address, may have at a time. */
const MOST_STREAMS = 64

/** Flows that the server runs. */
export function flowRoutes(
  flowParts: Omit<FollowParts, 'places'>,
  mostStreams = MOST_STREAMS,
): Pick<Handlers, FlowRoutes> {
  const parts = { ...flowParts, turns: takeTurns(), places: placesFor(mostStreams) }
  const idOf = (params: Readonly<Record<string, string>>): string => params['flowId'] ?? ''
  return {
    beginFlow: ({ caller, body }) => begin(parts, caller, body.flow),
    readFlow: ({ caller, params }) => read(parts, caller, idOf(params)),
    followFlow: ({ caller, params }) => follow(parts, caller, idOf(params)),
    answerFlow: ({ caller, params, body }) => answer(parts, caller, { ...body, id: idOf(params) }),
    goBackInFlow: ({ caller, params, body }) => goBack(parts, caller, { ...body, id: idOf(params) }),
    abandonFlow: async ({ caller, params }) => {
      await abandon(parts, caller, idOf(params))
      return undefined
    },
  }
}
