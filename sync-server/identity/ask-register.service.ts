import { Problem } from '../contract/failure.ts'
import type { ClaimedIdentity, IdentityRegister } from './identity-register.port.ts'

/** How long a citizen waits for the register before being told that it cannot be reached. */
const DEADLINE_MS = 5_000

/** A promise that only ever fails, when the signal says so; a register that ignores its signal cannot hold anybody up. */
function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Problem('identity.register-unavailable')), { once: true })
  })
}

/** Asks whether name and number belong together. Whatever keeps the register from answering in time is its fault, never a mismatch. */
export async function isKnownTogether(
  register: IdentityRegister,
  claimed: ClaimedIdentity,
  deadlineMs = DEADLINE_MS,
): Promise<boolean> {
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), deadlineMs)
  try {
    return await Promise.race([register.isMatch(claimed, deadline.signal), givenUp(deadline.signal)])
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem('identity.register-unavailable', { cause })
  } finally {
    clearTimeout(timer)
  }
}
