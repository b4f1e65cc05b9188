import { type AuthorisationNeed, consentItems, type ConsentScope, scopesIn } from '../contract/consent.ts'
import { type AssuranceLevel, assuranceLevels, reaches } from '../contract/level.ts'

const ACR = 'urn:hall:loa:'

/** The level as services name it (`acr`). */
export const acrOf = (level: AssuranceLevel): string => `${ACR}${level}`
/** Every `acr` there is, the lowest first. */
export const acrs: readonly string[] = assuranceLevels.map(acrOf)

/** The levels in a list of `acr` values, the lowest first; words of anybody else's mean nothing here. */
function levelsIn(values: readonly string[]): AssuranceLevel[] {
  return assuranceLevels.filter((level) => values.includes(acrOf(level)))
}

/** What a service asks for, as far as the rules look at it. */
export interface Wish {
  readonly scopes: readonly ConsentScope[]
  /** Values of `acr` of which one is to be reached; without any the service takes what there is. */
  readonly acrValues: readonly string[]
  /** Whether the `acr` that is told has to be one of those (claims request with `essential`). */
  readonly isAcrEssential: boolean
  readonly prompts: readonly string[]
  readonly maxAgeS: number | undefined
}

type Parameters = Readonly<Record<string, unknown>>
interface AcrRequest {
  readonly essential?: boolean
  readonly value?: unknown
  readonly values?: readonly unknown[]
}

const textIn = (params: Parameters, name: string): string | undefined => {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}

/** The `acr` that the claims parameter asks for; its text was checked before. */
function acrRequestIn(params: Parameters): AcrRequest {
  const claims = JSON.parse(textIn(params, 'claims') ?? '{}') as { id_token?: { acr?: AcrRequest | null } | null }
  return claims.id_token?.acr ?? {}
}

/** Reads a wish from the parameters of a request. */
export function wishIn(params: Parameters): Wish {
  const { essential = false, value, values = [] } = acrRequestIn(params)
  const named = [value, ...values].filter((each) => typeof each === 'string')
  const maxAge = params['max_age']
  return {
    scopes: scopesIn(textIn(params, 'scope')),
    acrValues: [...(textIn(params, 'acr_values')?.split(' ') ?? []), ...named],
    isAcrEssential: essential,
    prompts: textIn(params, 'prompt')?.split(' ') ?? [],
    maxAgeS: maxAge === undefined ? undefined : Number(maxAge),
  }
}

/** Whether a wish names levels of ours at all, where it insists on some. */
export function isMeetable({ acrValues, isAcrEssential }: Wish): boolean {
  return !isAcrEssential || acrValues.length === 0 || levelsIn(acrValues).length > 0
}

/** The level that a service needs for what it asks: its own, the lowest that it would take, and that of each item. */
export function neededLevel(wish: Wish, serviceLevel: AssuranceLevel): AssuranceLevel {
  const [lowest = 'L1'] = levelsIn(wish.acrValues)
  const levels = [serviceLevel, lowest, ...wish.scopes.map((scope) => consentItems[scope].level)]
  return levels.reduce((highest, level) => (reaches(highest, level) ? highest : level))
}

/** The `acr` that is told: the level itself, or of those on which the service insists the highest that it reaches. */
export function toldAcr({ acrValues, isAcrEssential }: Wish, level: AssuranceLevel): string {
  const reached = levelsIn(acrValues).filter((each) => reaches(level, each))
  return acrOf((isAcrEssential ? reached.at(-1) : undefined) ?? level)
}

/** A citizen before the page. */
export interface Present {
  readonly level: AssuranceLevel
  readonly signedInAt: Date
  /** What the service may know already. */
  readonly granted: readonly ConsentScope[]
}
/** A request with when it began, and what it needs. */
export interface Pending {
  readonly wish: Wish
  readonly beganAt: Date
  readonly requiredLevel: AssuranceLevel
}

/** Whether a sign-in is too old for the service, or older than a request that asks for a new one. */
export function isStale({ wish, beganAt }: Pending, signedInAt: Date, now: Date): boolean {
  if (wish.prompts.includes('login') && signedInAt < beganAt) return true
  // A sign-in made for this request is fresh, however long the citizen reads; else every answer would come too late for `max_age=0`.
  if (wish.maxAgeS === undefined || signedInAt >= beganAt) return false
  return now.getTime() - signedInAt.getTime() > wish.maxAgeS * 1000
}

/** What has to happen next before the service can be told. */
export function needOf(pending: Pending, citizen: Present | undefined, now: Date): AuthorisationNeed {
  if (!citizen) return 'sign-in'
  if (isStale(pending, citizen.signedInAt, now)) return 'fresh-sign-in'
  if (!reaches(citizen.level, pending.requiredLevel)) return 'level'
  const { wish } = pending
  const isNew = wish.scopes.some((scope) => !citizen.granted.includes(scope))
  return isNew || wish.prompts.includes('consent') ? 'consent' : 'nothing'
}
