import { Check } from 'typebox/value'
import { canonicalJson } from '../../sync-server/contract/canonical-json.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'
import { flowOf, isOnlineStepKind, onlineStepKinds } from '../../sync-server/contract/flow/index.ts'
import type { OnlineFlowState } from '../../sync-server/contract/online-flow.ts'
import type { TerminalFlowView } from '../bridge/terminal-view.ts'
import { type ShownFlow, shownFlow } from './shown-flow.ts'

/** A flow in the citizen's hands, as far as a screen may know of it; its id lies with the visit's keys. */
export class FlowInHand {
  readonly run: number
  failure: Failure | undefined
  /** An answer was lost, and how the flow stands could not be asked since. */
  isDoubtful = false
  #shown: ShownFlow

  constructor(run: number, state: OnlineFlowState) {
    this.run = run
    this.#shown = shownFlow(state)
  }

  get shown(): ShownFlow {
    return this.#shown
  }

  /** Whether only a signed-in citizen can have it. */
  get isCitizens(): boolean {
    return flowOf(this.#shown.flow)?.needs === 'citizen'
  }

  /** Whether there is still something to show of it: a step, or the page after a good end. */
  get isVisible(): boolean {
    const { status, endPage } = this.#shown
    return status === 'active' || (status === 'done' && endPage !== undefined)
  }

  /** Whether an output has the shape that the current step asks for. */
  accepts(output: unknown): boolean {
    const kind = this.#shown.step?.kind ?? ''
    return isOnlineStepKind(kind) && Check(onlineStepKinds[kind].output, output)
  }

  /** Whether it stands otherwise than it is shown; what is only repeated leaves a failure on the screen. */
  isNews(state: OnlineFlowState): boolean {
    return this.isDoubtful || canonicalJson(shownFlow(state)) !== canonicalJson(this.#shown)
  }

  /** The server's word on how it stands. */
  adopt(state: OnlineFlowState): void {
    this.#shown = shownFlow(state)
    this.failure = undefined
    this.isDoubtful = false
  }

  view(isBusy: boolean): TerminalFlowView {
    const { flow, title, trail, step, canGoBack, endPage } = this.#shown
    return { run: this.run, flow, title, trail, step, canGoBack, endPage, isBusy, failure: this.failure }
  }
}
