import { ok, type SandboxAnswer, type SandboxProvider, type SandboxRequest } from './exchange.ts'
import type { Grants } from './grants.ts'
import { subjectOf } from './people.ts'

export const baiduApp = { clientId: 'baidu-sandbox-key', secret: 'baidu-sandbox-secret' }
const error = (status: number, name: string): SandboxAnswer => ({
  status,
  body: { error: name, error_description: name },
})

/** 百度: OAuth 2.0 with its own errors at the token's address, numbered errors at the passport interface. */
export function baidu(grants: Grants): SandboxProvider {
  function token({ query, form }: SandboxRequest): SandboxAnswer {
    const asked = new URLSearchParams([...query, ...form])
    const isOurs = asked.get('client_id') === baiduApp.clientId && asked.get('client_secret') === baiduApp.secret
    if (!isOurs) return error(401, 'invalid_client')
    if (asked.get('grant_type') !== 'authorization_code') return error(400, 'unsupported_grant_type')
    const grant = grants.redeem(asked.get('code'))
    if (grant?.redirectUri !== asked.get('redirect_uri')) return error(400, 'invalid_grant')
    return ok({ access_token: grants.newToken(grant), expires_in: 2_592_000, refresh_token: 'r', scope: 'basic' })
  }
  function profile({ query, form }: SandboxRequest): SandboxAnswer {
    const grant = grants.behind(form.get('access_token') ?? query.get('access_token'))
    if (!grant) return ok({ error_code: 110, error_msg: 'Access token invalid or no longer valid' })
    return ok({ openid: subjectOf('baidu', grant.person), username: grant.person.name, portrait: '' })
  }
  return {
    title: '百度',
    pages: ['/oauth/2.0/authorize'],
    codeParameter: 'code',
    refusal: { error: 'access_denied' },
    wishIn: (query) => ({
      clientId: query.get('client_id'),
      redirectUri: query.get('redirect_uri'),
      isWellFormed: query.get('response_type') === 'code' && query.get('client_id') === baiduApp.clientId,
    }),
    interfaces: {
      'GET /oauth/2.0/token': token,
      'POST /oauth/2.0/token': token,
      'GET /rest/2.0/passport/users/getInfo': profile,
      'POST /rest/2.0/passport/users/getInfo': profile,
    },
  }
}
