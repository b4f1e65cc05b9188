import { createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sandboxEnvironment } from '../../../build/sandbox/third-party/settings.ts'
import { LOCAL_RETURN } from '../../../sync-server/contract/third-party.ts'
import { personalDataOf } from '../../../sync-server/platform/keys/personal-data.ts'
import { newKeys } from '../../../sync-server/platform/keys/key-file.ts'
import { settingsOf, SettingsRefused } from '../../../sync-server/platform/settings.ts'
import { browserAt, browserHash } from '../../../sync-server/platform/http/browser.ts'
import { linkFault, linkingFault, unlinkingFault } from '../../../sync-server/third-party/link-rules.ts'
import {
  isSignedBy,
  signatureOf,
  signedNode,
  signedText,
} from '../../../sync-server/third-party/protocols/alipay-signature.ts'
import { freshFolder } from '../../fixtures/server/databases.ts'
import { productionEnvironment } from '../../fixtures/server/production.ts'

describe('signatures of Alipay (RSA2)', () => {
  test('parameters are signed by name, without empty ones and the signature itself', () => {
    expect(signedText({ method: 'm', app_id: '1', empty: '', sign: 'x', charset: 'utf-8' })).toBe(
      'app_id=1&charset=utf-8&method=m',
    )
  })
  test('a signature is SHA-256 with RSA over exactly that text', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const signature = signatureOf('a=1', privateKey)
    expect(createVerify('RSA-SHA256').update('a=1').verify(publicKey, signature, 'base64')).toBe(true)
    expect(isSignedBy(publicKey, 'a=1', signature)).toBe(true)
    expect(isSignedBy(publicKey, 'a=2', signature)).toBe(false)
    expect(isSignedBy(publicKey, 'a=1', 'no signature')).toBe(false)
  })
  test('the signed node is the raw text of the first member, whatever its strings hold', () => {
    const node = '{"a":"}\\"{","b":{"c":[{"d":1}]},"e":"\\\\"}'
    expect(signedNode(`{"x_response":${node},"sign":"s"}`, 'x_response')).toBe(node)
    expect(signedNode(` { "x_response" : ${node}, "sign":"s"}`, 'x_response')).toBe(node)
    expect(signedNode(`{"sign":"s","x_response":${node}}`, 'x_response'), 'not the first').toBeUndefined()
    expect(signedNode(`{"other":"x_response","x_response":${node}}`, 'x_response')).toBeUndefined()
    expect(signedNode('{"x_response":{"a":1', 'x_response'), 'cut off').toBeUndefined()
  })
})

describe('rules of links', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes))
  const startedAt = at(0).toISOString()
  test.each([
    ['password', 15, undefined],
    ['sms', 0, undefined],
    ['registration', 1, undefined],
    ['password', 16, 'link.sign-in-again'],
    ['third-party', 0, 'link.sign-in-again'],
    ['qr', 0, 'link.sign-in-again'],
    ['card', 0, 'link.sign-in-again'],
  ] as const)('a session by %s that is %i minutes old: %s', (method, minutes, fault) => {
    expect(linkingFault({ method, startedAt }, at(minutes))).toBe(fault)
  })
  test('a subject belongs to one account, an account has one of each', () => {
    expect(linkFault('a', { owner: undefined, isProviderTaken: false })).toBeUndefined()
    expect(linkFault('a', { owner: 'a', isProviderTaken: true })).toBeUndefined()
    expect(linkFault('a', { owner: 'b', isProviderTaken: false })).toBe('link.taken')
    expect(linkFault('a', { owner: undefined, isProviderTaken: true })).toBe('link.provider-taken')
  })
  test('the last way in stays', () => {
    expect(unlinkingFault({ links: 1, isSignInPossible: true })).toBeUndefined()
    expect(unlinkingFault({ links: 2, isSignInPossible: false })).toBeUndefined()
    expect(unlinkingFault({ links: 1, isSignInPossible: false })).toBe('link.only-way')
  })
})

describe('the browser in which it began', () => {
  const personal = personalDataOf(newKeys('by-demo'))
  test('over https the cookie is bound to this host, to https and to no script', () => {
    const { setCookie, hash } = browserAt(personal, 'https://hall.example')
    expect(setCookie).toMatch(
      /^__Host-hall-browser=[0-9a-f]{64}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/,
    )
    const [pair] = setCookie.split(';')
    expect(browserHash(personal, 'https://hall.example', `other=1; ${pair}`)).toBe(hash)
    expect(browserAt(personal, 'https://hall.example', pair).hash, 'it stays the same browser').toBe(hash)
  })
  test('a cookie that another host could have planted does not count over https', () => {
    const { setCookie } = browserAt(personal, 'http://127.0.0.1')
    expect(browserHash(personal, 'https://hall.example', setCookie.split(';')[0])).toBeUndefined()
    expect(browserHash(personal, 'https://hall.example', '__Host-hall-browser=short')).toBeUndefined()
  })
})

test.each(['/', '/centre', '/flows/sign-in', '/a-b_c.d'])('%s is a place of our own', (place) => {
  expect(LOCAL_RETURN.test(place)).toBe(true)
})
test.each(['//x', 'https://x', '/\\x', '/a?b', '/a#b', '/a:b', '/a%2f', '', 'a', '/ü'])('%s is not', (place) => {
  expect(LOCAL_RETURN.test(place)).toBe(false)
})

describe('settings of third parties', () => {
  const folder = freshFolder()
  const reasonsOf = (environment: Record<string, string | undefined>): string => {
    try {
      settingsOf(environment)
      return ''
    } catch (error) {
      return error instanceof SettingsRefused ? error.reasons.join('\n') : String(error)
    }
  }
  const sandboxes = sandboxEnvironment('http://127.0.0.1:1', join(folder, 'sandbox'))
  const real = Object.fromEntries(
    Object.entries(sandboxes).map(([name, value]) => [
      name,
      value.replace('http://127.0.0.1:1', 'https://party.example'),
    ]),
  )
  const production = productionEnvironment(folder)
  test('production takes real addresses and refuses sandboxes of every third party', () => {
    expect(reasonsOf({ ...production, ...real })).toBe('')
    const reasons = reasonsOf({ ...production, ...sandboxes })
    for (const name of ['national-platform', 'alipay', 'wechat', 'baidu']) expect(reasons).toContain(name)
    const alipaySandbox = { HALL_ALIPAY_GATEWAY_URL: 'https://openapi-sandbox.dl.alipaydev.com/gateway.do' }
    expect(reasonsOf({ ...production, ...real, ...alipaySandbox })).toContain('alipay')
    const insideWechat = { HALL_WECHAT_IN_APP_AUTHORISE_URL: 'http://open.example' }
    expect(reasonsOf({ ...production, ...real, ...insideWechat })).toContain('wechat')
  })
  test('what is missing or wrong is said by its name', () => {
    const names = Object.keys(sandboxes).filter((name) => /ID$|SECRET_FILE|KEY_FILE|ISSUER|NATIONAL.*URL/.test(name))
    for (const name of names) {
      if (name === 'HALL_WECHAT_IN_APP_ID') continue
      expect(reasonsOf({ ...production, ...real, [name]: undefined }), name).toContain(name)
    }
    expect(reasonsOf({ HALL_THIRD_PARTY: 'pigeon' })).toContain('HALL_THIRD_PARTY')
    expect(reasonsOf({ ...real, HALL_ALIPAY_PUBLIC_KEY_FILE: real['HALL_BAIDU_SECRET_FILE'] })).toContain(
      'public RSA key',
    )
  })
  test('the providers’ own addresses are known, except of the one that has no public ones', () => {
    const own = Object.fromEntries(Object.entries(real).filter(([name]) => !name.endsWith('_URL')))
    expect(reasonsOf({ ...production, ...own })).toMatch(
      /^(.*HALL_NATIONAL_PLATFORM_(AUTHORISE|TOKEN|KEYS)_URL.*\n?){3}/,
    )
    const { alipay } = settingsOf({ ...own, HALL_THIRD_PARTY: 'alipay' }).thirdParties
    expect(alipay?.gateway.href).toBe('https://openapi.alipay.com/gateway.do')
    expect(createPublicKey(alipay!.privateKey).asymmetricKeyType).toBe('rsa')
  })
})
