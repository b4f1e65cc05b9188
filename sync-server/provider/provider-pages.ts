import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'

const STYLE =
  'body{font:18px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0;padding:2rem 1.25rem;color:#1f2328;' +
  'background:#f7f5f0}main{max-width:26rem;margin:0 auto}h1{font-size:1.4rem;margin:0 0 .5rem}p{margin:0 0 1.5rem;' +
  'color:#4a4e55}button{display:block;width:100%;min-height:3rem;margin:0 0 .75rem;border:1px solid #155a9c;' +
  'border-radius:.5rem;background:#fffdf9;color:#155a9c;font:inherit}button.main{background:#155a9c;color:#fff}'

/**
 * What a page of the provider may do: show itself. A script is let through by its hash only where the library itself submits a
 * form; no `form-action`, since a form's answer leads on to the service.
 */
export const PAGE_POLICY =
  "default-src 'none'; script-src; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"

function show(ctx: KoaContextWithOIDC, title: string, body: string): void {
  ctx.type = 'html'
  ctx.body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`
}

/** Asks before signing out, since a link alone must not do it; `form` is the library's own and submitted by its buttons. */
export function askSignOut(ctx: KoaContextWithOIDC, form: string): void {
  const buttons =
    '<button class="main" type="submit" form="op.logoutForm" value="yes" name="logout">退出登录</button>' +
    '<button type="submit" form="op.logoutForm">暂不退出</button>'
  show(ctx, '退出登录', `<p>退出后，本浏览器再打开服务时需要重新登录。</p>${form}${buttons}`)
}

/** After signing out, where the service named no place to go on. */
export function tellSignedOut(ctx: KoaContextWithOIDC): void {
  show(ctx, '已退出登录', '<p>可以关闭本页面。需要办理时，请重新打开服务。</p>')
}

/** What cannot be told to the service; the code is for whoever connects it, and nothing that came with the request is repeated. */
export function tellFailure(ctx: KoaContextWithOIDC, { error }: ErrorOut): void {
  const code = /^[a-z_]{1,60}$/.test(error) ? error : 'server_error'
  show(
    ctx,
    '这次授权不能继续',
    `<p role="alert">授权请求有误、已过期或已用过，不是您的问题。请返回要办理的服务重新打开；仍不行请联系该服务，并告知代码 ${code}。</p>`,
  )
}
