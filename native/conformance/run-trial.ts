import { failures } from '../../sync-server/contract/failure.ts'
import { DeviceError } from '../device-error.ts'
import { steps, type Step } from './steps.ts'
import { NotDone, Trial, type TrialOptions } from './trial.ts'

/** How a step ended: as it should, not as it should, or not at all. */
export type StepResult = 'passed' | 'failed' | 'not-done'

/** One line of the report. */
export interface StepOutcome {
  readonly id: string
  readonly result: StepResult
  /** From what the hands were asked to do until it was seen; with a person it contains the person. */
  readonly tookMs: number
  readonly note: string
}

/** What came out of a trial, without anything of the card that was used. */
export interface TrialOutcome {
  readonly samId: string | undefined
  readonly outcomes: readonly StepOutcome[]
}

function failedAs(error: unknown): Pick<StepOutcome, 'result' | 'note'> {
  if (error instanceof NotDone) return { result: 'not-done', note: error.message }
  if (error instanceof DeviceError) return { result: 'failed', note: failures[error.code].title }
  return { result: 'failed', note: error instanceof Error ? error.message : String(error) }
}

async function perform(step: Step, trial: Trial): Promise<Pick<StepOutcome, 'result' | 'note'>> {
  try {
    if (step.hand) await trial.perform(step.hand)
    return { result: 'passed', note: await step.run(trial) }
  } catch (error) {
    trial.signal.throwIfAborted()
    return failedAs(error)
  }
}

/** Takes a reader through every step, whatever becomes of the ones before; tells each outcome as it comes. */
export async function runTrial(
  options: TrialOptions,
  tell: { readonly begins: (step: Step, nth: number) => void; readonly ends: (outcome: StepOutcome) => void },
): Promise<TrialOutcome> {
  const { clock } = options.context
  const trial = new Trial(options)
  const outcomes: StepOutcome[] = []
  try {
    for (const [i, step] of steps.entries()) {
      tell.begins(step, i + 1)
      const startMs = clock.now()
      const { result, note } = await perform(step, trial)
      const outcome = { id: step.id, result, tookMs: clock.now() - startMs, note }
      outcomes.push(outcome)
      tell.ends(outcome)
    }
  } finally {
    await trial.close()
  }
  return { samId: trial.samId, outcomes }
}
