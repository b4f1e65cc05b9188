import { Type } from 'typebox'
import { Problem } from '../../contract/failure.ts'
import type { Clock } from '../../platform/clock.ts'
import type { AlipayApp } from '../../platform/third-party-settings.ts'
import { answerIn } from '../bounded-request.ts'
import { type Protocol, type Redeeming, type Subject, withParameters } from '../protocol.ts'
import { isSignedBy, signatureOf, signedNode, signedText } from './alipay-signature.ts'

const Envelope = Type.Object({ sign: Type.String() })
const Refusal = Type.Object({ code: Type.String(), sub_code: Type.Optional(Type.String()) })
const Token = Type.Object({
  access_token: Type.String(),
  user_id: Type.Optional(Type.String()),
  open_id: Type.Optional(Type.String()),
})
const Profile = Type.Object({ code: Type.Literal('10000'), nick_name: Type.Optional(Type.String()) })

/** Time as the gateway wants it: China's, without a zone. */
const timestampOf = (clock: Clock): string =>
  new Date(clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** An error says so in `code`; one of the code itself only means that the citizen has to begin anew. */
function refusalOf(node: string): Problem {
  const { code, sub_code: why = '' } = answerIn(Refusal, node)
  if (why.includes('code-invalid')) return new Problem('third-party.expired')
  return new Problem(code === '20000' ? 'third-party.unavailable' : 'third-party.refused')
}

/** The signed part of an answer, once its signature is right; errors are signed too and stand in a node of their own. */
function verified(app: AlipayApp, text: string, node: string): string {
  const { sign } = answerIn(Envelope, text)
  const good = signedNode(text, node)
  const signed = good ?? signedNode(text, 'error_response')
  if (signed === undefined || !isSignedBy(app.alipayKey, signed, sign)) throw new Problem('third-party.untrusted')
  if (good === undefined) throw refusalOf(signed)
  return signed
}

interface Method {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
}

async function callMethod(app: AlipayApp, { ask, clock }: Redeeming, { name, parameters }: Method): Promise<string> {
  const request = {
    app_id: app.clientId,
    method: name,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: timestampOf(clock),
    version: '1.0',
    ...parameters,
  }
  const form = { ...request, sign: signatureOf(signedText(request), app.privateKey) }
  const text = await ask(withParameters(app.gateway, { charset: 'utf-8' }), form)
  return verified(app, text, `${name.replaceAll('.', '_')}_response`)
}

/** 支付宝登录: `auth_code` from the page of public authorisation, then signed calls of one gateway (RSA2 in both directions). */
export const alipay: Protocol<AlipayApp> = {
  codeParameter: 'auth_code',
  authorise: ({ authorise, clientId }, { redirectUri, state }) =>
    withParameters(authorise, { app_id: clientId, scope: 'auth_user', redirect_uri: redirectUri, state }),
  async identify(app, code, redeeming): Promise<Subject> {
    const parameters = { grant_type: 'authorization_code', code }
    const token = answerIn(Token, await callMethod(app, redeeming, { name: 'alipay.system.oauth.token', parameters }))
    const { access_token, user_id: userId, open_id: openId } = token
    const id = userId ?? (openId === undefined ? undefined : `${app.clientId}/${openId}`)
    if (id === undefined) throw new Problem('third-party.refused')
    const share = { name: 'alipay.user.info.share', parameters: { auth_token: access_token } }
    const { nick_name: name } = answerIn(Profile, await callMethod(app, redeeming, share))
    return { id, ...(name === undefined ? {} : { name }) }
  },
}
