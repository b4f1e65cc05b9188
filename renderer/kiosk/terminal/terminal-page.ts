import type { TerminalView } from '../../../electron/bridge/terminal-view.ts'

/** Where a citizen stands between two flows. */
export type Place = 'welcome' | 'directory' | 'account'

/** The terminal's pages; which one is shown follows from the view and the place alone. */
export type TerminalPageName = Place | 'attract' | 'service' | 'online-flow' | 'flow-end' | 'blocked'

/** The page for a view: a closed machine before everything, a running flow before the service that it may be for, and both before the place; 个人中心 is only for who is signed in. */
export function terminalPageOf(view: TerminalView, place: Place): TerminalPageName {
  if (view.blocked) return 'blocked'
  if (view.visit === undefined) return 'attract'
  if (view.flow) return view.flow.endPage ? 'flow-end' : 'online-flow'
  if (view.wish) return 'service'
  return place === 'account' && !view.account ? 'welcome' : place
}
