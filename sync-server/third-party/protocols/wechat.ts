import { Type } from 'typebox'
import { Problem } from '../../contract/failure.ts'
import type { WechatApp } from '../../platform/third-party-settings.ts'
import { answerIn, type Ask } from '../bounded-request.ts'
import { type Protocol, type Subject, withParameters } from '../protocol.ts'

/** 微信网页授权: an error is a 200 with `errcode`; `unionid` is the same in all applications of one developer. */
const Token = Type.Object({ access_token: Type.String(), openid: Type.String(), unionid: Type.Optional(Type.String()) })
const Profile = Type.Object({ openid: Type.String(), nickname: Type.Optional(Type.String()) })
const Refusal = Type.Object({ errcode: Type.Integer() })

/** `code` is wrong, used or too old; the app is busy. */
const CODE_FAULTS = new Set([40029, 40163, 42003])
const BUSY = -1

function checked(text: string): string {
  const { errcode } = answerIn(Type.Partial(Refusal), text)
  if (errcode === undefined || errcode === 0) return text
  if (CODE_FAULTS.has(errcode)) throw new Problem('third-party.expired')
  throw new Problem(errcode === BUSY ? 'third-party.unavailable' : 'third-party.refused')
}

const sideOf = (app: WechatApp, isInApp: boolean) => (isInApp && app.inApp ? app.inApp : app)

async function nameOf(ask: Ask, profile: URL, token: { access_token: string; openid: string }): Promise<string> {
  const text = await ask(withParameters(profile, { ...token, lang: 'zh_CN' }))
  const answer = answerIn(Profile, checked(text))
  if (answer.openid !== token.openid) throw new Problem('third-party.refused')
  return answer.nickname ?? ''
}

/**
 * 微信登录 as its open platform describes it: the QR page on any browser (`snsapi_login`), the official account's page inside
 * WeChat (`snsapi_userinfo`); the secret travels in the address, which is why nothing here logs one.
 */
export const wechat: Protocol<WechatApp> = {
  codeParameter: 'code',
  authorise(app, { redirectUri, state, isInApp }) {
    const { clientId, authorise } = sideOf(app, isInApp)
    const scope = isInApp && app.inApp ? 'snsapi_userinfo' : 'snsapi_login'
    const parameters = { appid: clientId, redirect_uri: redirectUri, response_type: 'code', scope, state }
    return withParameters(authorise, parameters, 'wechat_redirect')
  },
  async identify(app, code, { ask, binding }): Promise<Subject> {
    const { clientId, secret } = sideOf(app, binding.isInApp)
    const parameters = { appid: clientId, secret, code, grant_type: 'authorization_code' }
    const text = await ask(withParameters(app.token, parameters))
    const { access_token, openid, unionid } = answerIn(Token, checked(text))
    const name = await nameOf(ask, app.profile, { access_token, openid })
    return { id: unionid ?? `${clientId}/${openid}`, name }
  },
}
