import type { OnlineFlowState } from '../../../sync-server/contract/online-flow.ts'
import { ask } from './load.ts'

/** A citizen of the benchmark, who exists nowhere else. */
export interface BenchCitizen {
  readonly username: string
  readonly phoneNumber: string
  readonly password: string
}

/** The n-th citizen; 1000000xxxx and the numbers around it belong to nobody. */
export function citizenOf(n: number): BenchCitizen {
  return { username: `bench${n}x`, phoneNumber: `1000${String(n).padStart(7, '0')}`, password: `Zt${n}kq9vXw` }
}

interface FormInput {
  readonly captcha: { readonly captchaId: string }
}
const stateIn = ({ text }: { text: string }): OnlineFlowState => JSON.parse(text) as OnlineFlowState
const captchaIn = (state: OnlineFlowState): string => (state.step?.input as FormInput).captcha.captchaId

/** Begins a flow at the product. */
export const begin = async (url: string, flow: string): Promise<OnlineFlowState> =>
  stateIn(await ask(`${url}/v1/flows`, 'POST', { body: { flow } }))

/** Answers the step at which a flow stands. */
export async function answer(url: string, state: OnlineFlowState, output: object): Promise<OnlineFlowState> {
  const body = { step: state.step?.id, output }
  return stateIn(await ask(`${url}/v1/flows/${state.id}/answers`, 'POST', { body }))
}

async function readCaptcha(url: string, captchaId: string): Promise<string> {
  const { text } = await ask(`${url}/sandbox/captcha/${captchaId}`, 'GET')
  return (JSON.parse(text) as { answer: string }).answer
}

/** One request that is all that is left to do. */
export type LastRequest = () => Promise<OnlineFlowState>

/** Signing in, up to the request that does it: the flow is begun and its captcha read. */
export async function readyToSignIn(url: string, { username, password }: BenchCitizen): Promise<LastRequest> {
  const state = await begin(url, 'sign-in')
  const captchaId = captchaIn(state)
  const captcha = { captchaId, answer: await readCaptcha(url, captchaId) }
  return () => answer(url, state, { act: 'submit', captcha, accountName: username, currentPassword: password })
}

/** Signing up, up to the request that does it: captcha passed, code sent and read. */
export async function readyToSignUp(url: string, citizen: BenchCitizen): Promise<LastRequest> {
  const { username, phoneNumber, password } = citizen
  let state = await begin(url, 'register-account')
  const captchaId = captchaIn(state)
  state = await answer(url, state, { act: 'check-captcha', captchaId, answer: await readCaptcha(url, captchaId) })
  state = await answer(url, state, { act: 'send-code', to: phoneNumber })
  const { text } = await ask(`${url}/sandbox/inbox?to=${phoneNumber}`, 'GET')
  const smsCode = (JSON.parse(text) as { code: string }[])[0]?.code
  const typed = { username, phoneNumber, smsCode, password, passwordAgain: password, agreement: 'yes' }
  return () => answer(url, state, { act: 'submit', ...typed })
}
