import { REQUEST_WINDOW_MS } from '../contract/kiosk.ts'

const NONCE = /^[A-Za-z0-9_-]{16,64}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/

/** Whether a text may serve as a nonce: long enough never to be drawn twice, short enough to be kept. */
export function isNonce(text: string): boolean {
  return NONCE.test(text)
}

/** Whether the time on a signed request is close enough to the server's. */
export function isTimely(time: string, now: Date): boolean {
  if (!INSTANT.test(time)) return false
  return Math.abs(Date.parse(time) - now.getTime()) <= REQUEST_WINDOW_MS
}
