import { canGoBack, endPageOf, outcomesOf, stepOf, trailOf } from '../contract/flow/index.ts'
import { maskEmail, maskPhone } from '../contract/mask.ts'
import type { OnlineFlowState } from '../contract/online-flow.ts'
import { openPicture, type Run } from './flow-run.ts'
import { pictureBeside } from './flows.repository.ts'
import type { StepContext } from './step-handler.ts'
import { type ActiveStep, activeStepOf } from './step-handlers.ts'

const maskAddress = (to: string): string => (to.includes('@') ? maskEmail(to) : maskPhone(to))

/** The picture of the captcha that waits; it may be as old as the run. */
async function pictureOf({ parts, runHash, memory }: StepContext): Promise<string> {
  if (memory.picture !== undefined) return memory.picture
  const sealed = await pictureBeside(parts.database.reader, runHash)
  if (!sealed) throw new Error('a captcha has no picture')
  return openPicture(parts.personal, runHash, sealed)
}

/** What every form is given: its captcha, what is known of its code, and what is not asked this time. */
async function formPart(context: StepContext, { kind, handler }: ActiveStep): Promise<object> {
  if (kind.view !== 'form') return {}
  const { captcha, code, settledAddress } = context.memory
  const omitted = (await handler.omitted?.(context)) ?? []
  return {
    ...(captcha ? { captcha: { ...captcha, image: await pictureOf(context) } } : {}),
    ...(code ? { code: { sentTo: maskAddress(code.to), resendAt: code.resendAt, expiresAt: code.expiresAt } } : {}),
    ...(settledAddress === undefined ? {} : { isCodeSettled: true }),
    ...(omitted.length === 0 ? {} : { omitted }),
  }
}

async function stepView(context: StepContext, run: Run): Promise<Pick<OnlineFlowState, 'step'>> {
  const step = activeStepOf(stepOf(run.flow, run.state.step))
  if (!step) return {}
  const { id, kind, title } = step.row
  const input = { ...(await formPart(context, step)), ...(await step.handler.input(context)) }
  return { step: { id, kind, title, input } }
}

function resultOf({ flow, state, memory }: Run): Pick<OnlineFlowState, 'result'> {
  const page = state.status === 'done' ? endPageOf(flow, state.log) : undefined
  const { session } = memory
  if (page === undefined && session === undefined) return {}
  return { result: { ...(page === undefined ? {} : { page }), ...(session === undefined ? {} : { session }) } }
}

/** A run as its client sees it; the id is the client's own word, it is kept nowhere in plain. */
export async function viewOfRun(context: StepContext, id: string, run: Run): Promise<OnlineFlowState> {
  const { flow, state, expiresAt } = run
  const { version, title } = flow
  return {
    ...{ id, flow: flow.id, version, title, status: state.status },
    ...(await stepView(context, run)),
    trail: [...trailOf({ flow, outcomesOf }, state)],
    canGoBack: canGoBack(flow, state),
    expiresAt,
    ...resultOf(run),
  }
}
