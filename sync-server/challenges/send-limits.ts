import type { FailureCode } from '../contract/failure.ts'
import { Problem } from '../contract/failure.ts'
import type { Policy } from '../contract/policy.ts'
import type { Ephemeral } from '../platform/ephemeral/ephemeral.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import { addressHash, networkHash } from './hashes.ts'
import type { CodeAddress } from './challenges.port.ts'

const DAY_S = 24 * 60 * 60

/** One thing that may happen only so often within a window. */
interface Limit {
  readonly key: string
  readonly most: number
  readonly windowS: number
  readonly refusal: FailureCode
}

/** What stands against one sending: the pause first, then the caps from the narrowest to the widest. */
export function limitsOn(
  address: CodeAddress,
  from: ClientCaller,
  { personal, policy }: { personal: PersonalData; policy: Policy },
): readonly Limit[] {
  const { account } = policy
  const perDay = (name: string, most: number): Limit => ({
    key: `codes/${name}`,
    most,
    windowS: DAY_S,
    refusal: 'code.too-many-sent',
  })
  const pause = { most: 1, windowS: account.resendSeconds, refusal: 'code.too-soon' } as const
  return [
    { key: `code-pause/${addressHash(personal, address)}`, ...pause },
    perDay(`address/${personal.hash('code-to', `${address.channel}/${address.to}`)}`, account.codesPerAddress),
    ...(from.kiosk ? [perDay(`kiosk/${from.kiosk.kioskId}`, account.codesPerKiosk)] : []),
    perDay(`network/${networkHash(personal, from)}`, account.codesPerNetwork),
    perDay('everywhere', account.codesPerDay),
  ]
}

/**
 * Counts against every limit in turn. Whoever finds one full takes back what it counted before, so that nobody uses up a
 * hall's limit by what was never sent, and throws the limit's own refusal with the seconds until it opens.
 */
export async function countAgainst(ephemeral: Ephemeral, limits: readonly Limit[]): Promise<void> {
  for (const [index, limit] of limits.entries()) {
    const { key, most, windowS, refusal } = limit
    if ((await ephemeral.count(key, windowS)) <= most) continue
    const retryAfterS = (await ephemeral.secondsLeft(key)) ?? 1
    await takeBack(ephemeral, limits.slice(0, index + 1))
    throw new Problem(refusal, { retryAfterS })
  }
}

/** Takes back what was counted for something that did not happen. */
export async function takeBack(ephemeral: Ephemeral, limits: readonly Limit[]): Promise<void> {
  for (const { key } of limits) await ephemeral.uncount(key)
}
