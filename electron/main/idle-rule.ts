import type { IdleLimits } from '../config/kiosk-config.ts'

/** What is open at the counter, and since when nobody has touched anything. */
export interface Attendance {
  readonly isSessionOpen: boolean
  readonly isSignedIn: boolean
  readonly lastActivityMs: number
  readonly nowMs: number
}

/** What is due now: nothing until `lookAgainMs`, a warning until `endsAtMs`, or an end. */
export type IdleVerdict =
  | { readonly kind: 'attended'; readonly lookAgainMs: number | undefined }
  | { readonly kind: 'warn'; readonly endsAtMs: number }
  | { readonly kind: 'end-session' }
  | { readonly kind: 'sign-out' }

/** Judges idleness. Pure: a session ends soon, because a citizen's data is open; a bare sign-in lasts longer. */
export function idleVerdict(attendance: Attendance, limits: IdleLimits): IdleVerdict {
  const { isSessionOpen, isSignedIn, lastActivityMs, nowMs } = attendance
  if (!isSessionOpen && !isSignedIn) return { kind: 'attended', lookAgainMs: undefined }
  const noticeS = limits.endAfterS - limits.warnAfterS
  const endAfterS = isSessionOpen ? limits.endAfterS : limits.signOutAfterS
  const endsAtMs = lastActivityMs + endAfterS * 1000
  const warnsAtMs = endsAtMs - noticeS * 1000
  if (nowMs >= endsAtMs) return { kind: isSessionOpen ? 'end-session' : 'sign-out' }
  return nowMs >= warnsAtMs ? { kind: 'warn', endsAtMs } : { kind: 'attended', lookAgainMs: warnsAtMs }
}
