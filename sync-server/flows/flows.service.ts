import { Problem } from '../contract/failure.ts'
import { flowOf, start } from '../contract/flow/index.ts'
import type { OnlineFlowState } from '../contract/online-flow.ts'
import { after, instant } from '../platform/clock.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import { newSecret } from '../platform/ids.ts'
import type { Notices } from '../platform/notices/notices.ts'
import { answerStep } from './answer-step.ts'
import { enterStep } from './enter-step.ts'
import { type Run, rowOfRun, runInRow } from './flow-run.ts'
import * as runs from './flows.repository.ts'
import type { Turns } from './in-turn.ts'
import { moveBack, Overtaken, RUN_LIFE_MS } from './move-run.ts'
import { viewOfRun } from './run-view.ts'
import type { FlowParts, StepContext } from './step-handler.ts'
import { activeStepOf } from './step-handlers.ts'

/** What the runner needs of its surroundings. */
export type RunnerParts = FlowParts & { readonly turns: Turns; readonly notices: Pick<Notices, 'tell'> }

const kioskOf = ({ kiosk }: ClientCaller): string | null => kiosk?.kioskId ?? null

function contextOf(parts: FlowParts, caller: ClientCaller, { flow, idHash, memory }: Run): StepContext {
  return { parts, caller, flow: flow.id, runHash: idHash, memory }
}

/** Some flows belong to whoever is signed in; a session that ended meanwhile ends nothing, but has to be renewed first. */
function assertCitizen(run: Run, { citizen }: ClientCaller): void {
  const isTheirs = run.flow.needs !== 'citizen' || citizen?.accountId === run.memory.accountId
  if (run.state.status === 'active' && !isTheirs) throw new Problem('session.expired')
}

/** The run with this id, for whoever began it and nobody else. */
async function openRun(parts: FlowParts, caller: ClientCaller, id: string): Promise<Run> {
  const row = await runs.runByHash(parts.database.reader, sha256Hex(id))
  const isHere = row?.kioskId === kioskOf(caller) && row.expiresAt > instant(parts.clock.now())
  const run = row && isHere ? runInRow(parts.personal, row) : undefined
  if (!run) throw new Problem('flow.gone')
  assertCitizen(run, caller)
  return run
}

/** Begins a flow that the server runs. */
export async function begin(parts: FlowParts, caller: ClientCaller, flowId: string): Promise<OnlineFlowState> {
  const flow = flowOf(flowId)
  const first = flow?.runs === 'server' ? activeStepOf(flow.steps[0]) : undefined
  if (!flow || !first) throw new Problem('flow.unknown')
  if (flow.needs === 'citizen' && !caller.citizen) throw new Problem('session.expired')
  const id = newSecret()
  const blank: Run = {
    idHash: sha256Hex(id),
    flow,
    state: start(flow),
    memory: flow.needs === 'citizen' && caller.citizen ? { accountId: caller.citizen.accountId } : {},
    kioskId: kioskOf(caller),
    revision: 0,
    expiresAt: after(parts.clock.now(), RUN_LIFE_MS),
  }
  const { memory, commit } = await enterStep(contextOf(parts, caller, blank), first)
  const run = { ...blank, memory: { ...blank.memory, ...memory } }
  await parts.database.write(async (tx) => {
    await runs.insertRun(tx, rowOfRun(parts.personal, run))
    await commit?.(tx)
  })
  return viewOfRun(contextOf(parts, caller, run), id, run)
}

/** Where a run stands. */
export async function read(parts: FlowParts, caller: ClientCaller, id: string): Promise<OnlineFlowState> {
  const run = await openRun(parts, caller, id)
  return viewOfRun(contextOf(parts, caller, run), id, run)
}

/** A step of a run as a client means it. */
interface Meant {
  readonly id: string
  readonly step: string
}

/**
 * Does something at the step that the caller means. When the run is elsewhere already, or goes on while this is tried, the
 * answer is where it stands: a repeated answer finds what the lost one led to.
 */
async function atStep(
  parts: RunnerParts,
  caller: ClientCaller,
  what: Meant & { act: (context: StepContext, run: Run) => Promise<Run> },
): Promise<OnlineFlowState> {
  const run = await openRun(parts, caller, what.id)
  const context = contextOf(parts, caller, run)
  if (run.state.step !== what.step) return viewOfRun(context, what.id, run)
  try {
    const moved = await what.act(context, run)
    return await viewOfRun({ ...context, memory: moved.memory }, what.id, moved)
  } catch (cause) {
    if (cause instanceof Overtaken) return read(parts, caller, what.id)
    throw cause
  }
}

/** Does something to a run when its turn comes; whoever follows the run looks at it then, after a refusal too. */
async function inTurn<T>({ turns, notices }: RunnerParts, id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await turns.run(id, work)
  } finally {
    notices.tell(sha256Hex(id))
  }
}

/** Takes the answer to a step. */
export function answer(
  parts: RunnerParts,
  caller: ClientCaller,
  given: Meant & { output: unknown },
): Promise<OnlineFlowState> {
  const act = (context: StepContext, run: Run): Promise<Run> => answerStep(context, run, given.output)
  return inTurn(parts, given.id, () => atStep(parts, caller, { ...given, act }))
}

/** 上一页: undoes the last step where the flow allows that; otherwise nothing changes. */
export function goBack(parts: RunnerParts, caller: ClientCaller, meant: Meant): Promise<OnlineFlowState> {
  return inTurn(parts, meant.id, () => atStep(parts, caller, { ...meant, act: moveBack }))
}

/** Leaves a run; everything that was typed into it is forgotten. */
export async function abandon(parts: RunnerParts, caller: ClientCaller, id: string): Promise<void> {
  await parts.database.write((tx) => runs.deleteRun(tx, sha256Hex(id), kioskOf(caller)))
  parts.notices.tell(sha256Hex(id))
}

/** Forgets runs that have expired. */
export async function sweepRuns({ database, clock }: Pick<FlowParts, 'database' | 'clock'>): Promise<void> {
  await database.write((tx) => runs.dropExpired(tx, instant(clock.now())))
}
