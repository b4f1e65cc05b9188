import { Value } from 'typebox/value'
import { isOnlineStepKind, onlineStepKinds } from '../../sync-server/contract/flow/index.ts'
import { Problem } from '../../sync-server/contract/failure.ts'
import type { OnlineFlowState } from '../../sync-server/contract/online-flow.ts'
import { unreachable } from '../platform/answer-problem.ts'
import type { CitizenAccount, CitizenDesk, CitizenKeys } from '../stages.ts'
import { backOff } from './back-off.ts'
import { followFlow } from './follow-flow.ts'
import type { ServerClient } from './server-client.ts'

/** How long each kind of request may take, in milliseconds. */
export interface CitizenTimes {
  readonly answerMs: number
  /** A look at how things stand is quick or says nothing; the citizen waits for it. */
  readonly readMs: number
  /** What is only tidied up keeps nobody waiting, not even the end of the program. */
  readonly farewellMs: number
}

const usualTimes: CitizenTimes = { answerMs: 10_000, readMs: 4000, farewellMs: 1500 }

/** The server or what lies before it could not do its work: to a citizen all of this is one thing, and never their mistake. */
const OUTAGES: ReadonlySet<string> = new Set(['server.unreachable', 'server.busy'])

function inCitizensWords(error: unknown): unknown {
  if (!(error instanceof Problem) || !OUTAGES.has(error.code)) return error
  const { retryAfterS } = error
  return new Problem('service.unreachable', { cause: error, ...(retryAfterS === undefined ? {} : { retryAfterS }) })
}

/** A step that this kiosk has no screen for is no answer; the route's own schema leaves the step's input open. */
function checked(state: OnlineFlowState): OnlineFlowState {
  const { step } = state
  if (!step) return state
  const isKnown = isOnlineStepKind(step.kind) && Value.Check(onlineStepKinds[step.kind].input, step.input)
  if (!isKnown) throw unreachable(new Error('step-not-in-contract'))
  return state
}

async function* checkedAll(states: AsyncIterable<OnlineFlowState>): AsyncGenerator<OnlineFlowState> {
  for await (const state of states) yield checked(state)
}

/** A citizen looks from the phone to the screen and back: a broken line is mended soon. */
const FOLLOW_WAITS = { usualMs: 500, longestMs: 5000 }

const of = (token: string | undefined): { token?: string } => (token === undefined ? {} : { token })
const at = ({ token, flowId }: CitizenKeys): { token?: string; params: { flowId: string } } => ({
  ...of(token),
  params: { flowId: flowId ?? '' },
})

/** Every part is asked for at once. */
async function accountAt(client: ServerClient, asking: { token: string; timeoutMs: number }): Promise<CitizenAccount> {
  const [centre, { sessions }, { appeals }] = await Promise.all([
    client.call('readAccountCentre', asking),
    client.call('listSessions', asking),
    client.call('listAppeals', asking),
  ])
  return { centre, sessions, appeals }
}

/** A citizen's business at the server, over the client that signs every request with the kiosk's own key. */
export function citizenDesk(client: ServerClient, times: CitizenTimes = usualTimes): CitizenDesk {
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw inCitizensWords(error)
    }
  }
  const flow = (asked: () => Promise<OnlineFlowState>): Promise<OnlineFlowState> =>
    ask(async () => checked(await asked()))
  const act = { timeoutMs: times.answerMs }
  const read = { timeoutMs: times.readMs }
  const farewell = { timeoutMs: times.farewellMs }
  const readFlow = (keys: CitizenKeys): Promise<OnlineFlowState> =>
    flow(() => client.call('readFlow', { ...at(keys), ...read }))
  return {
    begin: (id, token) => flow(() => client.call('beginFlow', { ...of(token), ...act, body: { flow: id } })),
    read: readFlow,
    follow(keys, tell, signal) {
      const waits = backOff({ ...FOLLOW_WAITS, random: Math.random })
      const events = () => checkedAll(client.events('followFlow', { ...at(keys), signal }))
      void followFlow({ events, read: () => readFlow(keys), waits }, tell, signal)
    },
    answer: (keys, step, output) =>
      flow(() => client.call('answerFlow', { ...at(keys), ...act, body: { step, output } })),
    goBack: (keys, step) => flow(() => client.call('goBackInFlow', { ...at(keys), ...act, body: { step } })),
    abandon: (keys) => ask(() => client.call('abandonFlow', { ...at(keys), ...farewell })),
    account: (token) => ask(() => accountAt(client, { token, ...read })),
    openService: (serviceId, token) =>
      ask(() => client.call('openService', { ...of(token), ...act, params: { serviceId }, body: {} })),
    endSession: (sessionId, token) => ask(() => client.call('endSession', { token, ...act, params: { sessionId } })),
    withdrawAppeal: (number, token) => ask(() => client.call('withdrawAppeal', { token, ...act, params: { number } })),
    signOut: (token) => ask(() => client.call('signOut', { token, ...farewell })),
  }
}
