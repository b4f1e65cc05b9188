import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { isThirdParty, thirdParties, type ThirdPartyProvider } from '../contract/third-party.ts'
import type { Environment } from './environment.ts'
import { Reading } from './message-settings.ts'

/** What every third party knows this platform by, and where its own pages are. */
interface ThirdPartyApp {
  readonly clientId: string
  /** The page on which the citizen agrees. */
  readonly authorise: URL
}
/** 微信开放平台, and the official account that stands for it inside WeChat's own browser, where there is one. */
export interface WechatApp extends ThirdPartyApp {
  readonly secret: string
  readonly token: URL
  readonly profile: URL
  readonly inApp: (ThirdPartyApp & { readonly secret: string }) | undefined
}
/** 支付宝开放平台: both sides sign. */
export interface AlipayApp extends ThirdPartyApp {
  readonly privateKey: KeyObject
  readonly alipayKey: KeyObject
  readonly gateway: URL
}
/** 百度开放平台. */
export interface BaiduApp extends ThirdPartyApp {
  readonly secret: string
  readonly token: URL
  readonly profile: URL
}
/** 国家政务服务平台; its connection papers are not public, so every address comes from them by configuration. */
export interface NationalPlatformApp extends ThirdPartyApp {
  readonly secret: string
  readonly issuer: string
  readonly token: URL
  readonly keys: URL
}
interface Apps {
  readonly 'national-platform': NationalPlatformApp
  readonly alipay: AlipayApp
  readonly wechat: WechatApp
  readonly baidu: BaiduApp
}
/** The third parties that are configured; one that is absent is not offered. */
export type ThirdPartySettings = { readonly [P in ThirdPartyProvider]?: Apps[P] }

type Read<P extends ThirdPartyProvider> = (ask: AppReading) => Apps[P]
const NOWHERE = 'https://unset.invalid'
/** Stands in for a key that could not be read, until the reasons are told. */
const NO_KEY = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }, format: 'jwk' })

/** A key as PEM, or as the bare base64 that Alipay's own tool writes. */
function keyOf(kind: 'private' | 'public', text: string): KeyObject {
  if (text.startsWith('-----')) return kind === 'private' ? createPrivateKey(text) : createPublicKey(text)
  const key = Buffer.from(text, 'base64')
  return kind === 'private'
    ? createPrivateKey({ key, format: 'der', type: 'pkcs8' })
    : createPublicKey({ key, format: 'der', type: 'spki' })
}

/** Reads the settings of one third party, each under its own prefix. */
class AppReading {
  private readonly reading: Reading
  private readonly prefix: string
  private readonly reasons: string[]
  constructor(environment: Environment, prefix: string, reasons: string[]) {
    this.reading = new Reading(environment, reasons)
    this.prefix = prefix
    this.reasons = reasons
  }
  has(name: string): boolean {
    return this.reading.optional(`${this.prefix}_${name}`) !== undefined
  }
  text(name: string): string {
    return this.reading.needed(`${this.prefix}_${name}`, 'HALL_THIRD_PARTY')
  }
  secret(name: string): string {
    return this.reading.file(`${this.prefix}_${name}_FILE`, 'HALL_THIRD_PARTY')
  }
  key(kind: 'private' | 'public', name: string): KeyObject {
    const text = this.secret(name)
    try {
      if (text !== '') return keyOf(kind, text)
    } catch {
      this.reasons.push(`${this.prefix}_${name}_FILE holds no ${kind} RSA key`)
    }
    return NO_KEY
  }
  /** The provider's own address unless another is configured; without one of its own it has to be. */
  url(name: string, usual?: string): URL {
    const url = this.reading.url(`${this.prefix}_${name}_URL`)
    if (url) return url
    if (usual === undefined) this.text(`${name}_URL`)
    return new URL(usual ?? NOWHERE)
  }
}

const wechat: Read<'wechat'> = (ask) => ({
  clientId: ask.text('APP_ID'),
  secret: ask.secret('SECRET'),
  authorise: ask.url('AUTHORISE', 'https://open.weixin.qq.com/connect/qrconnect'),
  token: ask.url('TOKEN', 'https://api.weixin.qq.com/sns/oauth2/access_token'),
  profile: ask.url('PROFILE', 'https://api.weixin.qq.com/sns/userinfo'),
  inApp: ask.has('IN_APP_ID')
    ? {
        clientId: ask.text('IN_APP_ID'),
        secret: ask.secret('IN_APP_SECRET'),
        authorise: ask.url('IN_APP_AUTHORISE', 'https://open.weixin.qq.com/connect/oauth2/authorize'),
      }
    : undefined,
})

const alipay: Read<'alipay'> = (ask) => ({
  clientId: ask.text('APP_ID'),
  privateKey: ask.key('private', 'PRIVATE_KEY'),
  alipayKey: ask.key('public', 'PUBLIC_KEY'),
  authorise: ask.url('AUTHORISE', 'https://openauth.alipay.com/oauth2/publicAppAuthorize.htm'),
  gateway: ask.url('GATEWAY', 'https://openapi.alipay.com/gateway.do'),
})

const baidu: Read<'baidu'> = (ask) => ({
  clientId: ask.text('CLIENT_ID'),
  secret: ask.secret('SECRET'),
  authorise: ask.url('AUTHORISE', 'https://openapi.baidu.com/oauth/2.0/authorize'),
  token: ask.url('TOKEN', 'https://openapi.baidu.com/oauth/2.0/token'),
  profile: ask.url('PROFILE', 'https://openapi.baidu.com/rest/2.0/passport/users/getInfo'),
})

const nationalPlatform: Read<'national-platform'> = (ask) => ({
  clientId: ask.text('CLIENT_ID'),
  secret: ask.secret('SECRET'),
  issuer: ask.text('ISSUER'),
  authorise: ask.url('AUTHORISE'),
  token: ask.url('TOKEN'),
  keys: ask.url('KEYS'),
})

const readers: { readonly [P in ThirdPartyProvider]: Read<P> } = {
  'national-platform': nationalPlatform,
  alipay,
  wechat,
  baidu,
}

/** `HALL_WECHAT`, `HALL_NATIONAL_PLATFORM`: what the names of a third party's settings begin with. */
const prefixOf = (provider: ThirdPartyProvider): string => `HALL_${provider.toUpperCase().replaceAll('-', '_')}`

/** Reads which third parties are offered (`HALL_THIRD_PARTY`, with commas) and how; what is missing is added to the reasons. */
export function thirdPartySettingsOf(environment: Environment, reasons: string[]): ThirdPartySettings {
  const wanted = (environment['HALL_THIRD_PARTY'] ?? '').split(',').filter((name) => name !== '')
  const known = wanted.filter(isThirdParty)
  if (known.length < wanted.length) {
    reasons.push(`HALL_THIRD_PARTY may name ${Object.keys(thirdParties).join(', ')}`)
  }
  return Object.fromEntries(
    known.map((provider) => [provider, readers[provider](new AppReading(environment, prefixOf(provider), reasons))]),
  )
}

const SANDBOX_HOST = /(^|\.)(alipaydev\.com|localhost|invalid)$|^127\.|sandbox/

/** What production refuses of them: addresses in the clear, and sandboxes. */
export function weakThirdPartySettings(settings: ThirdPartySettings): string[] {
  return Object.entries(settings).flatMap(([provider, app]) => {
    const inApp: object = 'inApp' in app ? (app.inApp ?? {}) : {}
    const urls = Object.values({
      ...app,
      ...Object.fromEntries(Object.entries(inApp).map(([k, v]) => [`inApp.${k}`, v])),
    })
    const isWeak = (url: unknown): boolean =>
      url instanceof URL && (url.protocol !== 'https:' || SANDBOX_HOST.test(url.hostname))
    return urls.some(isWeak) ? [`${provider} (HALL_THIRD_PARTY) has an address that is not https or is a sandbox`] : []
  })
}
