import { type AskParts, type AuthorityName, askAuthority, type Told } from '../authorities/authorities.service.ts'
import type { Challenges } from '../challenges/challenges.port.ts'
import type { OnlineCheckKind } from '../contract/evidence.ts'
import { type FailureCode, Problem } from '../contract/failure.ts'
import { hallDay } from '../contract/hall-time.ts'
import type { Clock } from '../platform/clock.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import type { PersonalData } from '../platform/keys/personal-data.ts'
import type { Claim, Holder } from './claims.service.ts'
import { readRealName, type TypedRealName } from './real-name-rules.ts'

export type { TypedRealName } from './real-name-rules.ts'

/** What asking on somebody's behalf needs of its surroundings. */
export interface CheckParts extends AskParts {
  readonly clock: Clock
  readonly personal: PersonalData
  readonly challenges: Pick<Challenges, 'countTry' | 'forgetTries'>
}

/** One question to a register, and the words for what may come of it. */
export interface Check {
  readonly kind: OnlineCheckKind
  readonly register: AuthorityName
  readonly holder: Holder
  readonly facts: Readonly<Record<string, string>>
  readonly mismatch: FailureCode
  readonly unavailable: FailureCode
}

/** For whose account somebody asks, and from where. */
export interface Asker {
  readonly accountId: string
  readonly caller: ClientCaller
}

/** A question to a register tells something about a stranger, so that questions are counted like wrong passwords. */
async function countQuestion({ challenges }: CheckParts, counted: string, caller: ClientCaller): Promise<void> {
  try {
    await challenges.countTry(counted, caller)
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause
    const { retryAfterS } = cause
    throw new Problem('identity.too-many-tries', { cause, ...(retryAfterS === undefined ? {} : { retryAfterS }) })
  }
}

function assertMatch({ verdict }: Told, { mismatch }: Check): void {
  if (verdict === 'credit-card') throw new Problem('bank-card.credit')
  if (verdict !== 'match') throw new Problem(mismatch)
}

/** A check with a register, counted and asked: the claim that it confirms. Throws the check's own words for no and for no answer. */
export async function confirmCheck(parts: CheckParts, { accountId, caller }: Asker, check: Check): Promise<Claim> {
  const { kind, register, holder, facts } = check
  const { type: documentType, documentNumber, fullName } = holder
  const counted = parts.personal.hash(kind, accountId)
  await countQuestion(parts, counted, caller)
  const question = { documentType, documentNumber, fullName, facts }
  const told = await askAuthority(parts, { name: register, question }, check.unavailable)
  assertMatch(told, check)
  await parts.challenges.forgetTries(counted, caller)
  return { kind, authority: told.authority, holder }
}

/** 实名认证 (manual 1.1, 1.3.1): the rules of the document's type and its dates, then the population register. */
export async function confirmRealName(parts: CheckParts, asker: Asker, typed: TypedRealName): Promise<Claim> {
  const read = readRealName(typed, hallDay(parts.clock.now()))
  if ('fault' in read) throw new Problem(read.fault)
  return confirmCheck(parts, asker, {
    ...{ kind: 'real-name', register: 'population', ...read },
    mismatch: 'identity.mismatch',
    unavailable: 'identity.register-unavailable',
  })
}
