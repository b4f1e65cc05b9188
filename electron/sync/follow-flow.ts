import { Problem } from '../../sync-server/contract/failure.ts'
import type { OnlineFlowState } from '../../sync-server/contract/online-flow.ts'
import { pause } from './pause.ts'
import type { BackOff } from './back-off.ts'

/** What following stands on: the stream of the flow's states, and one look where that is not to be had. */
export interface FollowPorts {
  readonly events: (signal: AbortSignal) => AsyncIterable<OnlineFlowState>
  readonly read: () => Promise<OnlineFlowState>
  readonly waits: BackOff
}

/** The flow is not there any more, or not the caller's: nothing will come. */
const ENDS: ReadonlySet<string> = new Set(['flow.gone', 'session.expired'])
const isEnd = (error: unknown): boolean => error instanceof Problem && ENDS.has(error.code)

/** How an attempt to hear of the flow came out: there is nothing more to hear, or it is to be tried again after a while. */
type Heard = 'over' | { readonly waitMs: number }

/** Whether one of the things that come is of this kind; the rest is not waited for. */
async function some<T>(things: AsyncIterable<T>, isOne: (thing: T) => boolean): Promise<boolean> {
  for await (const thing of things) if (isOne(thing)) return true
  return false
}

/** Listens until the stream ends or breaks. */
async function listen(ports: FollowPorts, tell: (state: OnlineFlowState) => void, signal: AbortSignal): Promise<Heard> {
  const { waits } = ports
  const isOver = (state: OnlineFlowState): boolean => {
    waits.reset()
    tell(state)
    return state.status !== 'active' || signal.aborted
  }
  try {
    return (await some(ports.events(signal), isOver)) ? 'over' : { waitMs: waits.next() }
  } catch (error) {
    return isEnd(error) ? 'over' : { waitMs: waits.next(error instanceof Problem ? error.retryAfterS : undefined) }
  }
}

/** Looks once; that nothing answers now is no news. */
async function look({ read }: FollowPorts, tell: (state: OnlineFlowState) => void): Promise<'over' | 'goes on'> {
  try {
    const state = await read()
    tell(state)
    return state.status === 'active' ? 'goes on' : 'over'
  } catch (error) {
    return isEnd(error) ? 'over' : 'goes on'
  }
}

/**
 * Tells every state of a flow until it has ended. A stream that breaks or cannot be had is opened again after a while, longer each
 * time; before each wait the flow is looked at once, so that a line that lets no stream through is a slow one and no dead one.
 */
export async function followFlow(
  ports: FollowPorts,
  tell: (state: OnlineFlowState) => void,
  signal: AbortSignal,
): Promise<void> {
  const { wait } = pause()
  const hear = (state: OnlineFlowState): void => void (signal.aborted || tell(state))
  while (!signal.aborted) {
    const heard = await listen(ports, hear, signal)
    if (heard === 'over' || signal.aborted || (await look(ports, hear)) === 'over') return
    await wait(heard.waitMs, signal)
  }
}
