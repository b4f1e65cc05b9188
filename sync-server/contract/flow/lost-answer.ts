import { canonicalJson } from '../canonical-json.ts'
import { Problem } from '../failure.ts'
import type { OnlineFlowState } from '../online-flow.ts'

/** As much of a flow as tells whether an answer was taken. */
type Standing = { readonly [P in 'status' | 'step']?: OnlineFlowState[P] | undefined }

const OVER: ReadonlySet<string> = new Set(['flow.gone', 'session.expired'])
const UNCLEAR: ReadonlySet<string> = new Set(['service.unreachable', 'server.internal'])

/** Whether an error says that the flow or the account is not there any more. */
export function isOver(error: unknown): error is Problem {
  return error instanceof Problem && OVER.has(error.code)
}

/** Whether an error leaves open if the server has acted. */
export function isUnclear(error: unknown): error is Problem {
  return error instanceof Problem && UNCLEAR.has(error.code)
}

function actOf(output: unknown): unknown {
  return typeof output === 'object' && output !== null && 'act' in output ? output.act : undefined
}

function isCaptchaPassed(input: unknown): boolean {
  const { captcha } = (input ?? {}) as { readonly captcha?: { readonly isPassed?: boolean } }
  return captcha?.isPassed === true
}

/**
 * Whether an answer whose reply was lost has done what it was meant to, told from how the flow stood before and stands now.
 * What was submitted leads on to another step; where it did not, it has to be submitted again.
 */
export function wasTaken(before: Standing, now: Standing, output: unknown): boolean {
  if (now.status !== 'active' || now.step?.id !== before.step?.id) return true
  const act = actOf(output)
  if (act === 'check-captcha') return isCaptchaPassed(now.step?.input)
  const isStaying = act === 'send-code' || act === 'renew-captcha'
  return isStaying && canonicalJson(now.step?.input) !== canonicalJson(before.step?.input)
}
