/**
 * The failure catalogue: every way in which something can go wrong that a person may meet.
 * `status` is the HTTP status, `isRetryable` whether the same request may succeed later without anyone changing it,
 * `title` what happened and `action` what to do, in words a citizen or clerk can act on.
 * Network trouble is never worded as the citizen's mistake.
 */
export interface FailureRow {
  readonly status: number
  readonly isRetryable: boolean
  readonly title: string
  readonly action: string
}

/** A failure that stays until somebody changes something. */
export const row = (status: number, title: string, action: string): FailureRow => ({
  status,
  isRetryable: false,
  title,
  action,
})
/** A failure that may pass by itself. */
export const again = (status: number, title: string, action: string): FailureRow => ({
  status,
  isRetryable: true,
  title,
  action,
})
