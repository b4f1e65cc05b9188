import type { FailureCode } from '../contract/failure.ts'
import { Problem } from '../contract/failure.ts'
import { delayAfter } from '../challenges/challenges.service.ts'
import { after, type Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import * as staff from './staff.repository.ts'

export { forgetTries } from './staff.repository.ts'

interface TryParts {
  readonly database: Database
  readonly clock: Clock
  readonly personal: PersonalData
}

/**
 * Counts a try before the password is looked at, so that tries at the same moment cannot share one count; refuses while the
 * delay after earlier ones lasts. The answer is the hash under which the number is kept.
 */
export async function countTry(
  { database, clock, personal }: TryParts,
  { staffNumber, place, refusal }: { staffNumber: string; place: string; refusal: FailureCode },
): Promise<string> {
  const key = { numberHash: personal.hash('staff-number', staffNumber), kioskId: place }
  const waitS = await database.write(async (tx) => {
    const now = clock.now()
    const known = await staff.triesOf(tx, key)
    const leftMs = known ? Date.parse(known.nextTryAt) - now.getTime() : 0
    if (leftMs > 0) return Math.ceil(leftMs / 1000)
    const failures = (known?.failures ?? 0) + 1
    await staff.keepTries(tx, { ...key, failures, nextTryAt: after(now, delayAfter(failures) * 1000) })
    return 0
  })
  if (waitS > 0) throw new Problem(refusal, { retryAfterS: waitS })
  return key.numberHash
}
