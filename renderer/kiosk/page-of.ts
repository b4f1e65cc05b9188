import type { KioskView } from '../../electron/bridge/view.ts'

/** The counter's pages; which one is shown follows from the view alone. */
export type PageName = 'sign-in' | 'home' | 'flow' | 'appeals' | 'result' | 'blocked'

const CLOSED: readonly (string | undefined)[] = ['kiosk.not-enrolled', 'kiosk.revoked']

/** The page for a view: a result stands until dismissed, then a running flow, then the open appeals, then the clerk's home. */
export function pageOf(view: KioskView): PageName {
  if (CLOSED.includes(view.blocked)) return 'blocked'
  if (view.result) return 'result'
  if (!view.staff) return 'sign-in'
  if (view.flow) return 'flow'
  return view.appeals?.desk ? 'appeals' : 'home'
}
