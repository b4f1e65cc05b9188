import { advance, type FlowState, goBack, outcomesOf, stepOf } from '../contract/flow/index.ts'
import { after, instant } from '../platform/clock.ts'
import type { Transaction } from '../platform/database/database.ts'
import { assertSignedIn } from '../sessions/sessions.service.ts'
import { enterStep, memoryBeyondStep } from './enter-step.ts'
import { type Run, rowOfRun } from './flow-run.ts'
import * as runs from './flows.repository.ts'
import type { Entry, FlowParts, RunMemory, StepContext } from './step-handler.ts'
import { activeStepOf, type AnyResult } from './step-handlers.ts'

/** A run that nobody answers is forgotten after this long. */
export const RUN_LIFE_MS = 10 * 60_000

/** Another answer was faster; what this one did is undone. */
export class Overtaken extends Error {}

/** Writes a run over the one that was read; throws Overtaken when that has moved on. */
async function replace(tx: Transaction, parts: FlowParts, change: { read: Run; run: Run }): Promise<Run> {
  const row = rowOfRun(parts.personal, change.run)
  if (!(await runs.replaceRun(tx, row, change.read.revision))) throw new Overtaken()
  return change.run
}

/** What a run remembers at its next step, or after its end: nothing of the step before, in the end only whom it signed in. */
async function entryAt(context: StepContext, read: Run, state: FlowState): Promise<Entry> {
  const kept = memoryBeyondStep(read.memory)
  const step = activeStepOf(stepOf(read.flow, state.step))
  if (step) {
    const entry = await enterStep({ ...context, memory: kept }, step)
    return { ...entry, memory: { ...kept, ...entry.memory } }
  }
  const { accountId, session } = kept
  return {
    memory: { ...(accountId === undefined ? {} : { accountId }), ...(session === undefined ? {} : { session }) },
  }
}

const awake = (parts: FlowParts): string => after(parts.clock.now(), RUN_LIFE_MS)

/** The clocks of two servers may differ a little; the log is in order all the same. */
function logTime(parts: FlowParts, { log }: FlowState): string {
  const now = instant(parts.clock.now())
  const last = log.at(-1)?.at ?? now
  return last > now ? last : now
}

/**
 * Moves a run on; what the answer does beside it is written in the same transaction. A citizen's flow moves only while its
 * citizen is still signed in there: the session may have ended since the request came.
 */
export async function moveRun(context: StepContext, read: Run, result: AnyResult): Promise<Run> {
  const { parts, caller } = context
  const { flow, state } = read
  const line = { step: state.step ?? '', outcome: result.outcome, output: null, at: logTime(parts, state) }
  const advanced = advance({ flow, outcomesOf }, state, line)
  if ('rejected' in advanced) throw new Error(`the outcome of a handler was rejected: ${advanced.rejected}`)
  const next = advanced.state
  const entry = await entryAt(context, { ...read, memory: { ...read.memory, ...result.memory } }, next)
  const moved = { ...read, state: next, revision: read.revision + 1, expiresAt: awake(parts) }
  const write = parts.database.write(async (tx) => {
    if (flow.needs === 'citizen') await assertSignedIn(tx, caller.citizen)
    const written = (await result.commit?.(tx)) ?? {}
    const run = await replace(tx, parts, { read, run: { ...moved, memory: { ...entry.memory, ...written } } })
    await entry.commit?.(tx)
    return run
  })
  const [run] = await Promise.all([write, result.beside?.()])
  return run
}

/** Undoes the last step where the flow allows that. */
export async function moveBack(context: StepContext, read: Run): Promise<Run> {
  const { parts } = context
  const state = goBack(read.flow, read.state)
  if (state === read.state) return read
  const { memory, commit } = await entryAt(context, read, state)
  const run = { ...read, state, memory, revision: read.revision + 1, expiresAt: awake(parts) }
  return parts.database.write(async (tx) => {
    const moved = await replace(tx, parts, { read, run })
    await commit?.(tx)
    return moved
  })
}

/** Adds to what a run remembers at its step. It does not count as a move, so that it never gets in the way of one. */
export async function remember(
  parts: FlowParts,
  read: Run,
  added: { memory: RunMemory; commit?: ((tx: Transaction) => Promise<unknown>) | undefined },
): Promise<Run> {
  const run = { ...read, memory: { ...read.memory, ...added.memory }, expiresAt: awake(parts) }
  const row = rowOfRun(parts.personal, run)
  const isKept = await parts.database.write(async (tx) => {
    await added.commit?.(tx)
    return runs.replaceRun(tx, row, read.revision)
  })
  if (!isKept) throw new Overtaken()
  return run
}

/** Writes something into the memory that only one of several answers may have; the others are overtaken. */
export function claim(parts: FlowParts, read: Run, memory: RunMemory): Promise<Run> {
  const run = { ...read, memory, revision: read.revision + 1 }
  return parts.database.write((tx) => replace(tx, parts, { read, run }))
}
