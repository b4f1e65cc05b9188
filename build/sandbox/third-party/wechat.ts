import { ok, type SandboxAnswer, type SandboxProvider, type SandboxRequest } from './exchange.ts'
import type { Grants } from './grants.ts'
import { subjectOf } from './people.ts'

export const wechatApp = { appId: 'wx00000000000sandbox', secret: 'wechat-sandbox-secret' }
export const wechatInApp = { appId: 'wx0000000official', secret: 'wechat-official-secret' }
const secrets: Readonly<Record<string, string>> = {
  [wechatApp.appId]: wechatApp.secret,
  [wechatInApp.appId]: wechatInApp.secret,
}
const scopes: Readonly<Record<string, string>> = {
  [wechatApp.appId]: 'snsapi_login',
  [wechatInApp.appId]: 'snsapi_userinfo',
}
const error = (errcode: number, errmsg: string): SandboxAnswer => ok({ errcode, errmsg })

/** 微信: errors are a 200 with `errcode`; inside its browser another application asks, and the `unionid` stays the same. */
export function wechat(grants: Grants): SandboxProvider {
  function token({ query }: SandboxRequest): SandboxAnswer {
    const appId = query.get('appid') ?? ''
    if (secrets[appId] === undefined) return error(40013, 'invalid appid')
    if (query.get('secret') !== secrets[appId]) return error(40125, 'invalid appsecret')
    if (query.get('grant_type') !== 'authorization_code') return error(40002, 'invalid grant_type')
    const grant = grants.redeem(query.get('code'))
    if (grant?.clientId !== appId) return error(40029, 'invalid code')
    const ids = { openid: subjectOf(appId, grant.person), unionid: subjectOf('wechat', grant.person) }
    const scope = scopes[appId]
    return ok({ access_token: grants.newToken(grant), expires_in: 7200, refresh_token: 'r', ...ids, scope })
  }
  function profile({ query }: SandboxRequest): SandboxAnswer {
    const grant = grants.behind(query.get('access_token'))
    if (!grant) return error(40001, 'invalid credential')
    const openid = subjectOf(grant.clientId, grant.person)
    if (query.get('openid') !== openid) return error(40003, 'invalid openid')
    return ok({ openid, nickname: grant.person.name, unionid: subjectOf('wechat', grant.person) })
  }
  return {
    title: '微信',
    pages: ['/connect/qrconnect', '/connect/oauth2/authorize'],
    codeParameter: 'code',
    refusal: {},
    wishIn: (query) => ({
      clientId: query.get('appid'),
      redirectUri: query.get('redirect_uri'),
      isWellFormed:
        query.get('response_type') === 'code' &&
        query.get('scope') === scopes[query.get('appid') ?? ''] &&
        /^[a-zA-Z0-9]{1,128}$/.test(query.get('state') ?? ''),
    }),
    interfaces: { 'GET /sns/oauth2/access_token': token, 'GET /sns/userinfo': profile },
  }
}
