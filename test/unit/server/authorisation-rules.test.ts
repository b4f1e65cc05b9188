import { describe, expect, test } from 'vitest'
import { assuranceLevels } from '../../../sync-server/contract/level.ts'
import { amrOf } from '../../../sync-server/provider/authentication-methods.ts'
import {
  acrOf,
  isMeetable,
  isStale,
  needOf,
  neededLevel,
  toldAcr,
  type Wish,
  wishIn,
} from '../../../sync-server/provider/authorisation-rules.ts'

const wish = (more: Partial<Wish> = {}): Wish => ({
  scopes: ['openid'],
  acrValues: [],
  isAcrEssential: false,
  prompts: [],
  maxAgeS: undefined,
  ...more,
})
const acrs = (...levels: string[]): string[] => levels.map((level) => `urn:hall:loa:${level}`)
const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds))

describe('what a service asks for', () => {
  test('is read from its parameters, by acr_values or the claims parameter alike', () => {
    const claims = JSON.stringify({ id_token: { acr: { essential: true, value: acrOf('L3') } } })
    expect(
      wishIn({ scope: 'openid phone unknown', acr_values: acrOf('L2'), max_age: 60, prompt: 'login consent', claims }),
    ).toEqual({
      scopes: ['openid', 'phone'],
      acrValues: acrs('L2', 'L3'),
      isAcrEssential: true,
      prompts: ['login', 'consent'],
      maxAgeS: 60,
    })
    expect(wishIn({})).toEqual(wish({ scopes: [] }))
    expect(wishIn({ claims: '{"id_token":{"acr":null}}' })).toMatchObject({ acrValues: [], isAcrEssential: false })
  })
  test.each([
    [wish(), 'L1', 'L1'],
    [wish(), 'L3', 'L3'],
    [wish({ acrValues: acrs('L4', 'L2') }), 'L1', 'L2'],
    [wish({ acrValues: acrs('L2') }), 'L3', 'L3'],
    [wish({ acrValues: ['urn:other:9'] }), 'L1', 'L1'],
    [wish({ scopes: ['openid', 'real_name'] }), 'L1', 'L2'],
    [wish({ scopes: ['openid', 'document'], acrValues: acrs('L2') }), 'L2', 'L3'],
  ] as const)('%j of a service for %s needs %s', (asked, own, needed) => expect(neededLevel(asked, own)).toBe(needed))
  test('cannot be met when it insists on levels that are none here', () => {
    expect(isMeetable(wish({ isAcrEssential: true, acrValues: ['urn:other:9'] }))).toBe(false)
    expect(isMeetable(wish({ isAcrEssential: true }))).toBe(true)
    expect(isMeetable(wish({ acrValues: ['urn:other:9'] }))).toBe(true)
  })
})

describe('the acr that is told', () => {
  test.each(assuranceLevels)('is %s where nobody insists', (level) => {
    expect(toldAcr(wish({ acrValues: acrs('L1') }), level)).toBe(acrOf(level))
  })
  test('is the highest that is reached of those on which the service insists', () => {
    const insisting = wish({ isAcrEssential: true, acrValues: acrs('L1', 'L2', 'L4') })
    expect([toldAcr(insisting, 'L3'), toldAcr(insisting, 'L4')]).toEqual(acrs('L2', 'L4'))
  })
})

describe('what has to happen next', () => {
  const pending = (asked: Wish, requiredLevel: 'L1' | 'L3' = 'L1') => ({ wish: asked, beganAt: at(100), requiredLevel })
  const citizen = { level: 'L2', signedInAt: at(50), granted: ['openid'] } as const
  test.each([
    ['sign-in', pending(wish()), undefined],
    ['fresh-sign-in', pending(wish({ prompts: ['login'] })), citizen],
    ['fresh-sign-in', pending(wish({ maxAgeS: 60 })), citizen],
    ['level', pending(wish(), 'L3'), citizen],
    ['consent', pending(wish({ scopes: ['openid', 'profile'] })), citizen],
    ['consent', pending(wish({ prompts: ['consent'] })), citizen],
    ['nothing', pending(wish()), citizen],
    ['nothing', pending(wish({ maxAgeS: 200 })), citizen],
  ] as const)('%s', (need, asked, who) => expect(needOf(asked, who, at(120))).toBe(need))
  test('a sign-in made for the request stays fresh while the citizen reads', () => {
    expect(isStale(pending(wish({ maxAgeS: 0, prompts: ['login'] })), at(101), at(900))).toBe(false)
  })
})

test('every way to sign in has its methods in the words of RFC 8176', () => {
  expect(amrOf('password')).toEqual(['pwd'])
  expect(amrOf('sms')).toContain('sms')
})
