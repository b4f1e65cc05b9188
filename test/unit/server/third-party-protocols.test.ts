import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../../sync-server/platform/clock.ts'
import { type Ask, boundedRequests } from '../../../sync-server/third-party/bounded-request.ts'
import type { Binding, Subject } from '../../../sync-server/third-party/protocol.ts'
import { alipay } from '../../../sync-server/third-party/protocols/alipay.ts'
import { signatureOf } from '../../../sync-server/third-party/protocols/alipay-signature.ts'
import { baidu } from '../../../sync-server/third-party/protocols/baidu.ts'
import { wechat } from '../../../sync-server/third-party/protocols/wechat.ts'
import { codeOf } from '../../fixtures/server/short-lived.ts'

const at = (path: string): URL => new URL(path, 'https://party.example')
const binding: Binding = {
  state: 'a1',
  nonce: 'n',
  codeVerifier: 'v',
  redirectUri: 'https://hall.example/third-party/x/callback',
  isInApp: false,
}
/** A provider that gives one answer after another. */
const answering = (...answers: readonly (object | string)[]): Ask => {
  const left = [...answers]
  return () => {
    const next = left.shift() ?? {}
    return Promise.resolve(typeof next === 'string' ? next : JSON.stringify(next))
  }
}
const outcome = (found: Promise<Subject>): Promise<string> => {
  const code = codeOf(found)
  return found.then(
    ({ id }) => id,
    () => code,
  )
}

describe('微信', () => {
  const app = {
    clientId: 'wx1',
    secret: 's',
    authorise: at('/qr'),
    token: at('/t'),
    profile: at('/p'),
    inApp: undefined,
  }
  const identify = (...answers: readonly object[]) =>
    outcome(wechat.identify(app, 'c', { binding, ask: answering(...answers), clock: systemClock }))
  const token = { access_token: 't', openid: 'o1' }
  test.each([
    [[{ ...token, unionid: 'u1' }, { openid: 'o1' }], 'u1'],
    [[token, { openid: 'o1' }], 'wx1/o1'],
    [[token, { openid: 'o2' }], 'third-party.refused'],
    [[token, { errcode: 40001 }], 'third-party.refused'],
    [[{ errcode: 40029, errmsg: 'invalid code' }], 'third-party.expired'],
    [[{ errcode: 40163 }], 'third-party.expired'],
    [[{ errcode: -1 }], 'third-party.unavailable'],
    [[{ errcode: 40125 }], 'third-party.refused'],
    [[{ access_token: 't' }], 'third-party.refused'],
    [[[]], 'third-party.refused'],
  ])('%j is %s', async (answers, expected) => {
    expect(await identify(...answers)).toBe(expected)
  })
  test('the page is asked for by its own names, and the fragment that it wants', () => {
    expect(wechat.authorise(app, binding).href).toBe(
      'https://party.example/qr?appid=wx1&redirect_uri=https%3A%2F%2Fhall.example%2Fthird-party%2Fx%2Fcallback' +
        '&response_type=code&scope=snsapi_login&state=a1#wechat_redirect',
    )
  })
})

describe('百度', () => {
  const app = { clientId: 'b1', secret: 's', authorise: at('/a'), token: at('/t'), profile: at('/p') }
  const identify = (...answers: readonly object[]) =>
    outcome(baidu.identify(app, 'c', { binding, ask: answering(...answers), clock: systemClock }))
  test.each([
    [[{ access_token: 't' }, { openid: 'o1' }], 'b1/o1'],
    [[{ access_token: 't' }, { openid: '' }], 'third-party.refused'],
    [[{ access_token: 't' }, { error_code: 110, error_msg: 'invalid' }], 'third-party.refused'],
    [[{ access_token: 't' }, { error_code: '110' }], 'third-party.refused'],
    [[{ error: 'invalid_grant' }], 'third-party.expired'],
    [[{ error: 'invalid_client' }], 'third-party.refused'],
  ])('%j is %s', async (answers, expected) => {
    expect(await identify(...answers)).toBe(expected)
  })
})

describe('支付宝', () => {
  const [ours, theirs] = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ]
  const app = {
    clientId: 'p1',
    authorise: at('/a'),
    gateway: at('/g'),
    privateKey: ours.privateKey,
    alipayKey: theirs.publicKey,
  }
  const signed = (node: string, content: object): string => {
    const raw = JSON.stringify(content)
    return `{"${node}":${raw},"sign":"${signatureOf(raw, theirs.privateKey)}"}`
  }
  const token = (content: object): string => signed('alipay_system_oauth_token_response', content)
  const profile = signed('alipay_user_info_share_response', { code: '10000' })
  const good = token({ access_token: 't', user_id: 'u1' })
  const identify = (...answers: readonly string[]) =>
    outcome(alipay.identify(app, 'c', { binding, ask: answering(...answers), clock: systemClock }))
  test.each([
    ['a user', [good, profile], 'u1'],
    ['an open id, which counts for one application', [token({ access_token: 't', open_id: 'o1' }), profile], 'p1/o1'],
    ['nobody', [token({ access_token: 't' }), profile], 'third-party.refused'],
    [
      'a code that was used',
      [signed('error_response', { code: '40002', sub_code: 'isv.code-invalid' })],
      'third-party.expired',
    ],
    ['a gateway out of order', [signed('error_response', { code: '20000' })], 'third-party.unavailable'],
    ['another error', [signed('error_response', { code: '40004' })], 'third-party.refused'],
    [
      'an answer without a signature',
      ['{"alipay_system_oauth_token_response":{"access_token":"t","user_id":"u1"}}'],
      'third-party.refused',
    ],
    ['a signature over something else', [good.replace('"u1"', '"u2"')], 'third-party.untrusted'],
    ['the answer to another method', [profile, profile], 'third-party.untrusted'],
    [
      'a second, unsigned node behind the signed one',
      [good.replace(/\}$/, ',"alipay_system_oauth_token_response":{"access_token":"t","user_id":"evil"}}'), profile],
      'u1',
    ],
  ])('%s', async (_what, answers, expected) => {
    expect(await identify(...answers)).toBe(expected)
  })
})

test('a request follows no redirect: what it carries goes to the configured address only', async () => {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    response.writeHead(307, { location: '/elsewhere' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/token`)
  expect(await codeOf(boundedRequests()(url, { client_secret: 's' }))).toBe('third-party.unavailable')
  expect(seen).toEqual(['/token'])
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
