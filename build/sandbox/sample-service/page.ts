const STYLE =
  'body{font:18px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;margin:0;padding:6vw;color:#1d2129;background:#f4f5f7}' +
  'main{max-width:30em;margin:0 auto}h1{font-size:1.4em;margin:0}p,dd{color:#4e5969}dt{margin-top:.8em}dd{margin:0}' +
  'a{display:block;margin:1em 0;padding:.8em 1em;border-radius:.4em;background:#165dff;color:#fff;text-align:center;' +
  'text-decoration:none}a.plain{background:#fff;color:#165dff}'

/** Loosens nothing but its own style. */
export const PAGE_POLICY = `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

const frame = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`

/** What a visitor sees who is nobody to the service. */
export const welcomePage = (): string =>
  frame(
    '易通行（演练）',
    '<p>演练服务：用统一身份认证平台的账号登录。</p><a href="/sign-in">打开服务</a><a class="plain" href="/sign-in?level=L2">打开服务（需初级认证）</a>',
  )

/** What the service has been told of a visitor. */
export interface Told {
  readonly level: string
  readonly name: string | undefined
  readonly subject: string
}

/** What a visitor sees once the service knows them. */
export function insidePage({ level, name, subject }: Told): string {
  const facts = [
    ['认证级别', level],
    ['姓名', name ?? '未实名'],
    ['本服务中的编号', `${subject.slice(0, 12)}…`],
  ]
  const list = facts.map(([label = '', fact = '']) => `<dt>${escaped(label)}</dt><dd>${escaped(fact)}</dd>`)
  return frame('您已登录易通行', `<dl>${list.join('')}</dl><a href="/sign-out">退出</a>`)
}

/** Why a visitor was not let in. */
export function refusedPage(error: string): string {
  const words: Readonly<Record<string, string>> = {
    access_denied: '您没有同意授权，本服务没有读取您的任何信息。',
    unmet_authentication_requirements: '您的认证级别还不够，请提升后再来，或到窗口办理。',
  }
  const why = words[error] ?? '登录没有完成，不是您的问题，请重新打开。'
  return frame('没有登录', `<p role="alert">${why}</p><a href="/">返回</a>`)
}
