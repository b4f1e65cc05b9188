// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { phonePages } from '../../../renderer/phone/phone-pages.ts'
import { returnToIn, returnToOverThirdParty } from '../../../renderer/phone/return-to.ts'
import { makeRouter } from '../../../renderer/phone/router.ts'
import { phoneThat } from './phone-mounting.ts'

const routerFor = (isSignedIn: boolean) => makeRouter(phoneThat({}, { isSignedIn }), createMemoryHistory())
const nameAt = (path: string): unknown => routerFor(true).resolve(path).name

describe('addresses', () => {
  test.each([
    ['/', 'home'],
    ['/t/abcdefghijklmnopqrstuvwx?by=alipay', 'ticket'],
    [`/third-party/${'a'.repeat(64)}`, 'third-party'],
    ['/third-party/failed/third-party.cancelled', 'third-party-failed'],
    ['/services/social-security-record', 'service'],
    ['/flow/change-password', 'flow'],
    ['/made/up', 'missing'],
  ])('%s is the page %s', (path, name) => {
    expect(nameAt(path)).toBe(name)
  })
  test.each(Object.entries(phonePages))('the page %s is there when it is wanted', async (_, { load }) => {
    expect(await load()).toHaveProperty('default')
  })
})

describe('a page for citizens', () => {
  const guarded = Object.values(phonePages).filter((page) => 'needs' in page)
  test.each(guarded.map(({ path }) => path.replace(':flow', 'change-password')))(
    '%s asks whoever is not signed in to sign in first, and remembers itself',
    async (path) => {
      const router = routerFor(false)
      await router.push(path)
      expect(router.currentRoute.value).toMatchObject({ name: 'sign-in', query: { returnTo: path } })
    },
  )
  test('opens for whoever is signed in, and the browser says its title', async () => {
    const router = routerFor(true)
    await router.push('/account')
    expect([router.currentRoute.value.name, document.title]).toEqual(['account', '个人中心'])
  })
})

describe('the place to come back to', () => {
  test.each([
    [{ returnTo: '/t/abc?by=alipay' }, '/t/abc?by=alipay'],
    [{}, '/account'],
    [{ returnTo: '//elsewhere.example/' }, '/account'],
    [{ returnTo: 'https://elsewhere.example/' }, '/account'],
    [{ returnTo: ['/a', '/b'] }, '/account'],
  ])('%j is %s: one of ours or the usual one', (query, place) => {
    expect(returnToIn(query)).toBe(place)
  })
  test('goes along to a third party only as the server bears it', () => {
    expect(['/services/social-security-record', '/t/abc?by=alipay'].map(returnToOverThirdParty)).toEqual([
      '/services/social-security-record',
      '/',
    ])
  })
})
