import type { EndPage } from '../../sync-server/contract/flow/index.ts'
import type { OnlineFlowState } from '../../sync-server/contract/online-flow.ts'

/** Pages after which nobody is signed in any more. */
const SIGNS_OUT: ReadonlySet<EndPage> = new Set<EndPage>(['account-closing', 'account-closed'])

/** How a flow stands, as far as a screen may know: without its id and without the session that it gave. */
export interface ShownFlow extends Pick<OnlineFlowState, 'flow' | 'title' | 'status' | 'trail' | 'canGoBack'> {
  readonly step: OnlineFlowState['step']
  readonly endPage: EndPage | undefined
}

/** Takes over member by member what a screen may know, so that what the server adds one day does not slip through. */
export function shownFlow({ flow, title, status, step, trail, canGoBack, result }: OnlineFlowState): ShownFlow {
  return { flow, title, status, step, trail, canGoBack, endPage: result?.page }
}

/** Whether a flow has ended with a page after which nobody is signed in any more. */
export function signsOut({ result }: OnlineFlowState): boolean {
  return result?.page !== undefined && SIGNS_OUT.has(result.page)
}
