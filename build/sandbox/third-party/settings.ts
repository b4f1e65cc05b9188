import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alipayKeys } from './alipay.ts'
import { baiduApp } from './baidu.ts'
import { nationalApp } from './national-platform.ts'
import { wechatApp, wechatInApp } from './wechat.ts'

type Names = Readonly<Record<string, string>>
type SecretFile = (name: string, content: string) => string
/** One provider's settings without its prefix; addresses lie below its own part of the sandbox. */
type SettingsOf = (at: string, file: SecretFile) => Names

const wechat: SettingsOf = (at, file) => ({
  APP_ID: wechatApp.appId,
  SECRET_FILE: file('wechat-secret', wechatApp.secret),
  IN_APP_ID: wechatInApp.appId,
  IN_APP_SECRET_FILE: file('wechat-in-app-secret', wechatInApp.secret),
  AUTHORISE_URL: `${at}/connect/qrconnect`,
  IN_APP_AUTHORISE_URL: `${at}/connect/oauth2/authorize`,
  TOKEN_URL: `${at}/sns/oauth2/access_token`,
  PROFILE_URL: `${at}/sns/userinfo`,
})

const alipay: SettingsOf = (at, file) => {
  const { appId, app, alipay: own } = alipayKeys()
  const pem = app.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  // Alipay's own tool writes the bare base64.
  const bare = own.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  return {
    APP_ID: appId,
    PRIVATE_KEY_FILE: file('alipay-app-key', pem),
    PUBLIC_KEY_FILE: file('alipay-key', bare),
    AUTHORISE_URL: `${at}/oauth2/publicAppAuthorize.htm`,
    GATEWAY_URL: `${at}/gateway.do`,
  }
}

const baidu: SettingsOf = (at, file) => ({
  CLIENT_ID: baiduApp.clientId,
  SECRET_FILE: file('baidu-secret', baiduApp.secret),
  AUTHORISE_URL: `${at}/oauth/2.0/authorize`,
  TOKEN_URL: `${at}/oauth/2.0/token`,
  PROFILE_URL: `${at}/rest/2.0/passport/users/getInfo`,
})

const nationalPlatform: SettingsOf = (at, file) => ({
  CLIENT_ID: nationalApp.clientId,
  SECRET_FILE: file('national-platform-secret', nationalApp.secret),
  ISSUER: nationalApp.issuer,
  AUTHORISE_URL: `${at}/authorize`,
  TOKEN_URL: `${at}/token`,
  KEYS_URL: `${at}/keys`,
})

const all: Readonly<Record<string, SettingsOf>> = { 'national-platform': nationalPlatform, alipay, wechat, baidu }

/** The server's environment with these providers in place of the real ones; secrets are written into files of the folder. */
export function sandboxEnvironment(url: string, folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file: SecretFile = (name, content) => {
    const path = join(folder, name)
    writeFileSync(path, content, { mode: 0o600 })
    return path
  }
  const named = Object.entries(all).flatMap(([provider, settingsOf]) => {
    const prefix = `HALL_${provider.toUpperCase().replaceAll('-', '_')}`
    return Object.entries(settingsOf(`${url}/${provider}`, file)).map(([name, value]) => [`${prefix}_${name}`, value])
  })
  return { HALL_THIRD_PARTY: Object.keys(all).join(','), ...(Object.fromEntries(named) as Names) }
}
