import { createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type Mood, type SandboxAnswer, type SandboxProvider, type SandboxRequest } from './exchange.ts'
import type { Grants } from './grants.ts'
import { subjectOf } from './people.ts'

const APP_ID = '2021000000000000'
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** Keys of both sides of a sandbox Alipay. */
export interface AlipayKeys {
  readonly appId: string
  readonly app: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
  readonly alipay: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
}
let keys: AlipayKeys | undefined
/** The keys of this process; making them takes a moment, so it happens once. */
export const alipayKeys = (): AlipayKeys => (keys ??= { appId: APP_ID, app: rsa(), alipay: rsa() })

function isRequestSigned(request: URLSearchParams, key: KeyObject): boolean {
  const pairs = [...request].filter(([name, value]) => name !== 'sign' && value !== '')
  const text = pairs.map(([name, value]) => `${name}=${value}`).sort()
  return createVerify('sha256')
    .update(text.join('&'))
    .verify(key, request.get('sign') ?? '', 'base64')
}

const refusal = (subCode: string, subMsg: string) => ({
  code: '40002',
  msg: 'Invalid Arguments',
  sub_code: subCode,
  sub_msg: subMsg,
})

function signed(node: string, content: object, mood: Mood): SandboxAnswer {
  const raw = JSON.stringify(content)
  const { privateKey: key } = mood === 'forged' ? rsa() : alipayKeys().alipay
  const sign = createSign('sha256').update(raw).sign(key, 'base64')
  return { status: 200, text: `{"${node}":${raw},"sign":"${sign}"}` }
}

type Method = (grants: Grants, request: URLSearchParams) => object | undefined

const token: Method = (grants, request) => {
  const grant = request.get('grant_type') === 'authorization_code' ? grants.redeem(request.get('code')) : undefined
  if (!grant) return undefined
  const user = subjectOf('alipay', grant.person)
  const life = { expires_in: 1_296_000, re_expires_in: 2_592_000 }
  return { access_token: grants.newToken(grant), alipay_user_id: user, refresh_token: 'r', user_id: user, ...life }
}

const profile: Method = (grants, request) => {
  const grant = grants.behind(request.get('auth_token'))
  if (!grant) return undefined
  const { name } = grant.person
  // A brace and a quotation mark inside a string, as any nickname may have them.
  return { code: '10000', msg: 'Success', user_id: subjectOf('alipay', grant.person), memo: '}"{', nick_name: name }
}

const methods: Readonly<Record<string, Method>> = {
  'alipay.system.oauth.token': token,
  'alipay.user.info.share': profile,
}

function faultOf({ query, form }: SandboxRequest): object | undefined {
  const isKnown = form.get('app_id') === APP_ID && query.get('charset') === form.get('charset')
  const isDated = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(form.get('timestamp') ?? '')
  if (!isKnown || !isDated || form.get('sign_type') !== 'RSA2') return refusal('isv.invalid-app-id', '无效的应用')
  const isSigned = isRequestSigned(form, alipayKeys().app.publicKey)
  return isSigned ? undefined : refusal('isv.invalid-signature', '无效签名')
}

/** 支付宝: one gateway; what it answers is signed over the raw node, an error in a node of its own. */
export function alipay(grants: Grants): SandboxProvider {
  function gateway(request: SandboxRequest, mood: Mood): SandboxAnswer {
    const method = request.form.get('method') ?? ''
    const fault = faultOf(request)
    if (fault) return signed('error_response', fault, mood)
    const content = methods[method]?.(grants, request.form)
    if (!content) return signed('error_response', refusal('isv.code-invalid', '授权码code无效'), mood)
    return signed(`${method.replaceAll('.', '_')}_response`, content, mood)
  }
  return {
    title: '支付宝',
    pages: ['/oauth2/publicAppAuthorize.htm'],
    codeParameter: 'auth_code',
    refusal: { error: 'access_denied' },
    wishIn: (query) => ({
      clientId: query.get('app_id'),
      redirectUri: query.get('redirect_uri'),
      isWellFormed: query.get('app_id') === APP_ID && query.get('scope') === 'auth_user',
    }),
    interfaces: { 'POST /gateway.do': gateway },
  }
}
