import { sandboxPeople } from './people.ts'

const STYLE =
  'body{font:18px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;margin:0;padding:6vw;color:#1d2129;background:#f4f5f7}' +
  'main{max-width:30em;margin:0 auto}h1{font-size:1.4em;margin:0}p{color:#4e5969}' +
  'a{display:block;margin:.6em 0;padding:.8em 1em;border-radius:.4em;background:#fff;color:#165dff;text-decoration:none}' +
  'a.refuse{background:transparent;color:#86352b;border:1px solid #c9a39e}'

/** Loosens nothing but its own style. */
export const PAGE_POLICY = `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

const frame = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`

/** The page on which a synthetic person agrees or refuses. */
export function authorisePage(title: string, agreeAs: (person: string) => string, refuse: string): string {
  const people = sandboxPeople.map(
    ({ id, name }) => `<a href="${escaped(agreeAs(id))}">以“${escaped(name)}”同意授权</a>`,
  )
  return frame(
    `${title}（演练）`,
    `<h1>${escaped(title)} 授权登录</h1><p>演练页面，名单中的人物均为虚构。申请方：统一身份认证平台</p>${people.join('')}<a class="refuse" href="${escaped(refuse)}">拒绝</a>`,
  )
}

/** What somebody sees whose platform asked wrongly. */
export const refusalPage = (title: string): string =>
  frame(title, `<h1>${escaped(title)}</h1><p>redirect_uri 或请求参数与登记的不一致</p>`)
