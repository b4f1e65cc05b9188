import { isOver } from '../../../sync-server/contract/flow/lost-answer.ts'
import { EventText } from '../../../sync-server/contract/event-text.ts'
import type { OnlineFlowState } from '../../../sync-server/contract/online-flow.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { addressOf, type CallRoute, type ClientPorts, credentials, problemIn } from '../../shared/call-route.ts'

/** What is followed, until when, and who is told. */
export interface Following {
  readonly flowId: string
  readonly tell: (state: OnlineFlowState) => void
  readonly signal: AbortSignal
}

/** A citizen looks from the phone to a screen and back: a broken line is mended soon. */
const AGAIN_MS = 2000

async function* statesIn(response: Response): AsyncGenerator<OnlineFlowState> {
  const reader = response.body?.getReader()
  const events = new EventText()
  const decoder = new TextDecoder()
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    for (const data of events.take(decoder.decode(piece.value, { stream: true }))) {
      yield JSON.parse(data) as OnlineFlowState
    }
  }
}

/** Listens until the stream ends; whether the flow has ended too. A browser's own EventSource could not say who asks. */
async function listen({ fetch, token }: ClientPorts, { flowId, tell, signal }: Following): Promise<boolean> {
  const headers = { accept: 'text/event-stream', ...credentials(token()) }
  const response = await fetch(addressOf(routes.followFlow, { flowId }), { headers, signal, cache: 'no-store' })
  if (!response.ok) throw await problemIn(response)
  for await (const state of statesIn(response)) {
    tell(state)
    if (state.status !== 'active') return true
  }
  return false
}

const later = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, AGAIN_MS)
    const stop = (): void => {
      clearTimeout(timer)
      resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
  })

/** Tries one way of learning how the flow stands; true once there is nothing more to learn. */
async function learnt(way: () => Promise<boolean>): Promise<boolean> {
  try {
    return await way()
  } catch (error) {
    return isOver(error)
  }
}

/**
 * Tells every state of a flow until it has ended. A stream that breaks is opened again; before each wait the flow is looked at
 * once, so that a line or a browser that lets no stream through is slow and not dead.
 */
export async function followFlow(ports: ClientPorts & { readonly call: CallRoute }, what: Following): Promise<void> {
  const { flowId, tell, signal } = what
  const look = async (): Promise<boolean> => {
    const state = await ports.call('readFlow', { params: { flowId } })
    if (!signal.aborted) tell(state)
    return state.status !== 'active'
  }
  while (!signal.aborted) {
    if ((await learnt(() => listen(ports, what))) || signal.aborted || (await learnt(look))) return
    await later(signal)
  }
}
