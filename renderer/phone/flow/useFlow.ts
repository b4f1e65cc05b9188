import { onScopeDispose, type Ref, ref, shallowRef } from 'vue'
import type { Failure } from '../../../sync-server/contract/failure.ts'
import { signsOut } from '../../../sync-server/contract/flow/end-pages.ts'
import { isUnclear, wasTaken } from '../../../sync-server/contract/flow/lost-answer.ts'
import type { OnlineFlowState } from '../../../sync-server/contract/online-flow.ts'
import { failureOf } from '../../shared/call-route.ts'
import type { Phone } from '../client/phone.ts'

/** The run that this tab was at last; a reload comes back to it. */
interface KeptRun {
  readonly flow: string
  readonly id: string
}
const KEPT = 'run'

/** A flow in the citizen's hands. */
export interface FlowInHand {
  readonly state: Readonly<Ref<OnlineFlowState | undefined>>
  readonly failure: Readonly<Ref<Failure | undefined>>
  readonly isBusy: Readonly<Ref<boolean>>
  /** The flow stands so at the server now. */
  adopt(state: OnlineFlowState): void
  begin(flow: string): Promise<void>
  answer(output: object): Promise<void>
  back(): Promise<void>
  /** Leaves the flow; the server forgets what was typed into it. */
  leave(): void
}

/** The requests of a flow. */
function asksOf({ call }: Phone) {
  const read = (flowId: string): Promise<OnlineFlowState> => call('readFlow', { params: { flowId } })
  return {
    read,
    begin: (flow: string): Promise<OnlineFlowState> => call('beginFlow', { body: { flow } }),
    answer: ({ id, step }: OnlineFlowState, output: object): Promise<OnlineFlowState> =>
      call('answerFlow', { params: { flowId: id }, body: { step: step?.id ?? '', output } }),
    back: ({ id, step }: OnlineFlowState): Promise<OnlineFlowState> =>
      call('goBackInFlow', { params: { flowId: id }, body: { step: step?.id ?? '' } }),
  }
}

/** The run that the tab was at, when it was at this flow and the server still has it. */
async function keptRun({ store }: Phone, read: (id: string) => Promise<OnlineFlowState>, flow: string) {
  const kept = store.get<KeptRun>(KEPT)
  if (kept?.flow !== flow) return undefined
  try {
    const state = await read(kept.id)
    return state.status === 'active' ? state : undefined
  } catch (error) {
    if (isUnclear(error)) throw error
    return undefined
  }
}

/** What is known of the flow here, and how it is taken over from the server. */
function standing(phone: Phone) {
  const state = shallowRef<OnlineFlowState>()
  const failure = shallowRef<Failure>()
  let isLeft = false
  onScopeDispose(() => {
    isLeft = true
  })
  function adopt(next: OnlineFlowState): void {
    const { flow, id, status, result } = next
    if (isLeft) return
    if (result?.session) phone.signIn(result.session)
    if (status === 'done' && signsOut(result?.page)) phone.signOut()
    if (status === 'active') phone.store.set(KEPT, { flow, id } satisfies KeptRun)
    else phone.store.drop(KEPT)
    state.value = next
  }
  return { state, failure, adopt }
}

/** One request at a time: a second tap is not sent. */
function oneAtATime(failure: Ref<Failure | undefined>) {
  const isBusy = ref(false)
  async function doing(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    failure.value = undefined
    try {
      await work()
    } catch (error) {
      failure.value = failureOf(error)
    } finally {
      isBusy.value = false
    }
  }
  return { isBusy, doing }
}

/**
 * Runs any flow of the server. After a refusal, and when an answer was lost, it asks how the flow stands before anything is told.
 * A session that the flow gives is taken over at once.
 */
export function useFlow(phone: Phone): FlowInHand {
  const asks = asksOf(phone)
  const { state, failure, adopt } = standing(phone)
  const { isBusy, doing } = oneAtATime(failure)

  /** What a refusal changed, a new picture for instance, is shown with it; what was taken though the answer was lost is no failure. */
  async function recover(before: OnlineFlowState, output: object | undefined, error: unknown): Promise<void> {
    const now = await asks.read(before.id).catch(() => undefined)
    if (now) adopt(now)
    if (!now || !isUnclear(error) || !wasTaken(before, now, output)) throw error
  }
  const send = (output: object | undefined, ask: (before: OnlineFlowState) => Promise<OnlineFlowState>) =>
    doing(async () => {
      const before = state.value
      if (!before?.step) return
      try {
        adopt(await ask(before))
      } catch (error) {
        await recover(before, output, error)
      }
    })
  return {
    ...{ state, failure, isBusy, adopt },
    begin: (flow) => doing(async () => adopt((await keptRun(phone, asks.read, flow)) ?? (await asks.begin(flow)))),
    answer: (output) => send(output, (before) => asks.answer(before, output)),
    back: () => send(undefined, asks.back),
    leave() {
      const { id, status } = state.value ?? {}
      phone.store.drop(KEPT)
      state.value = undefined
      if (id === undefined || status !== 'active') return
      phone.call('abandonFlow', { params: { flowId: id } }).catch(() => undefined)
    },
  }
}
