import type { EndPage } from '../../sync-server/contract/flow/index.ts'
import type { OnlineFlowState } from '../../sync-server/contract/online-flow.ts'

/** How a flow stands, as far as a screen may know: without its id and without the session that it gave. */
export interface ShownFlow extends Pick<OnlineFlowState, 'flow' | 'title' | 'status' | 'trail' | 'canGoBack'> {
  readonly step: OnlineFlowState['step']
  readonly endPage: EndPage | undefined
}

/** Takes over member by member what a screen may know, so that what the server adds one day does not slip through. */
export function shownFlow({ flow, title, status, step, trail, canGoBack, result }: OnlineFlowState): ShownFlow {
  return { flow, title, status, step, trail, canGoBack, endPage: result?.page }
}
