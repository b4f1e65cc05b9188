import type { AuthenticationMethod } from '../contract/account-centre.ts'

/**
 * How a citizen signed in, in the words of RFC 8176 where it has one. A QR code is confirmed over a second channel; for another
 * party's word, and for a phone that proved a new account, the registry has nothing closer.
 */
const AMR: Readonly<Record<AuthenticationMethod, readonly string[]>> = {
  password: ['pwd'],
  sms: ['sms', 'otp'],
  registration: ['sms', 'otp'],
  qr: ['mca', 'user'],
  'third-party': ['fed'],
  card: ['sc'],
}

/** The `amr` of a session that began in this way. */
export function amrOf(method: AuthenticationMethod): string[] {
  return [...AMR[method]]
}
