import { Problem } from '../contract/failure.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { newCode } from '../platform/ids.ts'
import { networkHash } from './hashes.ts'
import { delayAfter } from './try-delay.ts'

/** Tries in a row are forgotten this long after the first of them. */
const TRIES_KEPT_S = 24 * 60 * 60

function keysOf({ personal }: ChallengeParts, identifierHash: string, from: ClientCaller) {
  const place = from.kiosk?.kioskId ?? networkHash(personal, from)
  return { tries: `tries/${identifierHash}/${place}`, wait: `tries-wait/${identifierHash}/${place}` }
}

function refusal(retryAfterS: number): Problem {
  return new Problem('sign-in.too-many-tries', { retryAfterS })
}

const forgivenKey = (identifierHash: string): string => `tries-forgiven/${identifierHash}`

/** Marks an identifier's tries as forgiven: wherever a delay is met from now on, it ends, once. */
export async function forgiveTries({ ephemeral }: ChallengeParts, identifierHash: string): Promise<void> {
  await ephemeral.put(forgivenKey(identifierHash), newCode(), TRIES_KEPT_S)
}

/** Read only where a delay is met, so that a try that is not delayed pays nothing for it. */
async function isForgiven({ ephemeral }: ChallengeParts, identifierHash: string, place: string): Promise<boolean> {
  const mark = await ephemeral.get(forgivenKey(identifierHash))
  return mark !== undefined && (await ephemeral.count(`tries-forgiven-at/${mark}/${place}`, TRIES_KEPT_S)) === 1
}

/**
 * Counts a try of an identifier at a place, or refuses it while the delay after earlier ones lasts. Of tries at the same
 * moment only one passes the gate that begins a delay; those it refuses are not counted.
 */
export async function countTry(parts: ChallengeParts, identifierHash: string, from: ClientCaller): Promise<void> {
  const { ephemeral } = parts
  const keys = keysOf(parts, identifierHash, from)
  const leftS = await ephemeral.secondsLeft(keys.wait)
  if (leftS !== undefined) {
    if (!(await isForgiven(parts, identifierHash, keys.tries))) throw refusal(leftS)
    await forgetTries(parts, identifierHash, from)
  }
  const delayS = delayAfter(await ephemeral.count(keys.tries, TRIES_KEPT_S))
  if (delayS === 0 || (await ephemeral.count(keys.wait, delayS)) === 1) return
  await ephemeral.uncount(keys.tries)
  throw refusal((await ephemeral.secondsLeft(keys.wait)) ?? delayS)
}

/** Forgets the tries of an identifier at a place after a right password. */
export async function forgetTries(parts: ChallengeParts, identifierHash: string, from: ClientCaller): Promise<void> {
  const keys = keysOf(parts, identifierHash, from)
  await parts.ephemeral.remove(keys.tries, keys.wait)
}
