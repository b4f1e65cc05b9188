import { Type } from 'typebox'
import { Problem } from '../../contract/failure.ts'
import type { BaiduApp } from '../../platform/third-party-settings.ts'
import { answerIn } from '../bounded-request.ts'
import { type Protocol, type Subject, withParameters } from '../protocol.ts'

/** 百度帐号网页授权: token errors are OAuth's own (`error`), errors of the interface are numbers (`error_code`). */
const Token = Type.Object({ access_token: Type.String() })
const Profile = Type.Object({ openid: Type.String({ minLength: 1 }), username: Type.Optional(Type.String()) })
const Refusal = Type.Partial(
  Type.Object({ error: Type.String(), error_code: Type.Union([Type.Integer(), Type.String()]) }),
)

function checked(text: string): string {
  const { error, error_code: number } = answerIn(Refusal, text)
  if (error === 'invalid_grant' || error === 'expired_token') throw new Problem('third-party.expired')
  if (error !== undefined || (number !== undefined && Number(number) !== 0)) throw new Problem('third-party.refused')
  return text
}

/** 百度登录: OAuth 2.0 with a secret, then the citizen's `openid` by the passport interface. */
export const baidu: Protocol<BaiduApp> = {
  codeParameter: 'code',
  authorise: ({ authorise, clientId }, { redirectUri, state }) =>
    withParameters(authorise, {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'basic',
      display: 'mobile',
      state,
    }),
  async identify({ clientId, secret, token, profile }, code, { ask, binding }): Promise<Subject> {
    const { access_token } = answerIn(
      Token,
      checked(
        await ask(token, {
          grant_type: 'authorization_code',
          code,
          client_id: clientId,
          client_secret: secret,
          redirect_uri: binding.redirectUri,
        }),
      ),
    )
    const { openid, username } = answerIn(Profile, checked(await ask(profile, { access_token })))
    return { id: `${clientId}/${openid}`, ...(username === undefined ? {} : { name: username }) }
  },
}
