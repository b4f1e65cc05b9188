import { Problem } from '../contract/failure.ts'
import { stepOf } from '../contract/flow/index.ts'
import { isValid } from '../platform/schema.ts'
import { memoryAfterAct, prove, refusalAfterProofs } from './captcha-and-code.ts'
import { enterStep } from './enter-step.ts'
import type { Run } from './flow-run.ts'
import { formFault } from './form-answer.ts'
import { claim, moveRun, remember } from './move-run.ts'
import { RefusedAnswer, type StepContext } from './step-handler.ts'
import { type ActiveStep, activeStepOf, type AnyOutput } from './step-handlers.ts'

/** The run while an answer is being taken; a claim replaces it. */
interface Held {
  run: Run
}

async function judge(context: StepContext, step: ActiveStep, taking: { held: Held; output: AnyOutput }): Promise<Run> {
  const { held, output } = taking
  const fault = await formFault(context, step, output)
  if (fault) throw new Problem(fault)
  const proved = { ...context, memory: await prove(context, step, output) }
  try {
    const result = await step.handler.answer(proved, output)
    return await moveRun(context, held.run, result)
  } catch (cause) {
    throw await refusalAfterProofs(cause, proved, output)
  }
}

async function act(context: StepContext, step: ActiveStep, taking: { held: Held; output: AnyOutput }): Promise<Run> {
  const { held, output } = taking
  const spend = async (memory: StepContext['memory']): Promise<void> => {
    held.run = await claim(context.parts, held.run, memory)
  }
  if (output.act === 'refresh') return remember(context.parts, held.run, await enterStep(context, step))
  const memory = await memoryAfterAct(context, step, { output, spend })
  return memory ? remember(context.parts, held.run, { memory }) : judge(context, step, taking)
}

/**
 * Takes an answer to the step at which a run waits; the answer is the run after it. Throws Overtaken when another answer was
 * faster, and a Problem when this one was wrong; what a wrong one leaves behind has been written then.
 */
export async function answerStep(context: StepContext, read: Run, output: unknown): Promise<Run> {
  const step = activeStepOf(stepOf(read.flow, read.state.step))
  if (!step || !isValid(step.kind.output, output)) throw new Problem('request.invalid')
  const held = { run: read }
  try {
    return await act(context, step, { held, output: output as AnyOutput })
  } catch (cause) {
    if (!(cause instanceof RefusedAnswer)) throw cause
    await remember(context.parts, held.run, { memory: cause.trace.remember ?? {}, commit: cause.trace.commit })
    throw cause
  }
}
