import { type FailureCode, Problem } from '../contract/failure.ts'
import { maskName } from '../contract/mask.ts'
import { isThirdParty, LOCAL_RETURN, type ThirdPartyProvider } from '../contract/third-party.ts'
import { browserAt, browserHash } from '../platform/http/browser.ts'
import { newHexSecret } from '../platform/ids.ts'
import { describeError } from '../platform/logger.ts'
import type { Binding } from './protocol.ts'
import { type ConfiguredParty, partyOf } from './protocols.ts'
import { attemptsOf, handoffsOf, type ThirdPartyParts } from './third-party-parts.ts'

/** A page that a browser asked for, as far as it matters here. */
export interface BrowserRequest {
  readonly provider: string
  readonly query: Readonly<Record<string, unknown>>
  readonly cookies: string | undefined
  readonly userAgent: string | undefined
}

/** Where a browser goes next. */
export interface Redirect {
  readonly location: string
  readonly setCookie?: string
}

/** Start of what WeChat's own browser calls itself. */
const WECHAT_BROWSER = /\bMicroMessenger\//
const MAX_NAME = 60
/** What happens without anybody having to look into it. */
const EXPECTED: ReadonlySet<FailureCode> = new Set(['third-party.cancelled', 'third-party.expired'])

/** The page of the phone on which a sign-in through a third party ends; the secret stands after the `#`, which no server is sent. */
const phonePage = (rest: string): string => `/phone/#/third-party/${rest}`

/** One value of a query; repeated or missing ones count as absent. */
const one = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

function offered(parts: ThirdPartyParts, name: string): { provider: ThirdPartyProvider; party: ConfiguredParty } {
  const party = isThirdParty(name) ? partyOf(parts.thirdParties, name) : undefined
  if (!isThirdParty(name) || !party) throw new Problem('third-party.unknown')
  return { provider: name, party }
}

/** What a browser is told of a failure; what nobody expected is logged as an incident, since no error border stands in a browser. */
function toldOf({ logger }: ThirdPartyParts, error: unknown): FailureCode {
  if (!(error instanceof Problem)) {
    logger.say('incident', { code: 'server.internal', ...describeError(error) })
    return 'server.internal'
  }
  if (!EXPECTED.has(error.code)) logger.say('third-party-failed', { code: error.code, ...describeError(error.cause) })
  return error.code
}

/** Runs a step of a browser's way; what goes wrong is told by the phone's page, in the words of the catalogue. */
function orFailurePage(parts: ThirdPartyParts, step: () => Promise<Redirect>): Promise<Redirect> {
  return step().catch((error: unknown) => ({ location: phonePage(`failed/${toldOf(parts, error)}`) }))
}

/** Sends a browser to a third party; the way back is bound to this browser by a cookie, and comes once within ten minutes. */
export function beginAuthorisation(parts: ThirdPartyParts, request: BrowserRequest): Promise<Redirect> {
  return orFailurePage(parts, async () => {
    const { provider, party } = offered(parts, request.provider)
    const asked = one(request.query['return']) ?? '/'
    const origin = parts.origin()
    const browser = browserAt(parts.personal, origin, request.cookies)
    const binding: Binding = {
      state: newHexSecret(),
      nonce: newHexSecret(),
      codeVerifier: newHexSecret(),
      redirectUri: `${origin}/third-party/${provider}/callback`,
      isInApp: WECHAT_BROWSER.test(request.userAgent ?? ''),
    }
    const { state, ...rest } = binding
    const returnTo = LOCAL_RETURN.test(asked) ? asked : '/'
    await attemptsOf(parts).keep({ provider, browser: browser.hash, returnTo, ...rest }, state)
    return { location: party.authorise(binding).href, setCookie: browser.setCookie }
  })
}

/** The attempt that a browser comes back from; each state is good for one return, right or wrong. */
async function attemptBehind(parts: ThirdPartyParts, { query, cookies, provider }: BrowserRequest) {
  const state = one(query['state'])
  const attempt = state === undefined ? undefined : await attemptsOf(parts).take(state)
  if (state === undefined || attempt?.provider !== provider) throw new Problem('third-party.expired')
  const browser = browserHash(parts.personal, parts.origin(), cookies)
  if (browser !== attempt.browser) throw new Problem('third-party.other-browser')
  return { ...attempt, state }
}

/** The code that came back. Baidu, Alipay and OpenID Connect name the refusal; WeChat comes back without a code. */
function codeIn(query: BrowserRequest['query'], parameter: string): string {
  const error = one(query['error'])
  const code = one(query[parameter])
  if (error === 'access_denied' || (error === undefined && code === undefined)) {
    throw new Problem('third-party.cancelled')
  }
  if (error !== undefined || code === undefined) throw new Problem('third-party.refused')
  return code
}

const shownName = (name: string | undefined): { maskedName?: string } => {
  const short = [...(name ?? '').trim()].slice(0, MAX_NAME).join('')
  return short === '' ? {} : { maskedName: maskName(short).slice(-MAX_NAME) }
}

/** Takes a browser back from a third party and hands what was learnt to the phone's page. */
export function endAuthorisation(parts: ThirdPartyParts, request: BrowserRequest): Promise<Redirect> {
  return orFailurePage(parts, async () => {
    const { provider, party } = offered(parts, request.provider)
    const { browser, returnTo, ...binding } = await attemptBehind(parts, request)
    const code = codeIn(request.query, party.codeParameter)
    const { ask, clock, personal } = parts
    const subject = await party.identify(code, { binding, ask, clock })
    const subjectHash = personal.hash(`third-party/${provider}`, subject.id)
    const known = { provider, browser, returnTo, subjectHash, ...shownName(subject.name) }
    return { location: phonePage(await handoffsOf(parts).keep(known)) }
  })
}
