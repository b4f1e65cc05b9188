import { createHash } from 'node:crypto'
import type { ReceiptStatus } from '../contract/route.ts'

const STYLE =
  'body{font:18px/1.7 system-ui,"Noto Sans CJK SC",sans-serif;margin:0;padding:8vw 6vw;color:#1a1a1a;background:#fff}' +
  'main{max-width:32em;margin:0 auto}h1{font-size:1.5em;line-height:1.4;margin:0 0 .6em}p{margin:.4em 0}' +
  'code{font-size:1.1em;letter-spacing:.05em}.granted h1{color:#05603a}.returned h1{color:#912018}'

/** Allows the page its one style sheet and nothing else: no script, no image, no frame. */
export const RECEIPT_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

/** The page behind the code on a printed receipt: the decision and what to do, for a phone, without anything about the person. */
export function receiptPage(status: ReceiptStatus): string {
  const number = status.receiptNumber === '' ? '' : `<p>回执编号 <code>${escaped(status.receiptNumber)}</code></p>`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>办理结果查询</title>
<style>${STYLE}</style>
</head>
<body>
<main class="${status.status}">
<h1>${escaped(status.title)}</h1>
<p>${escaped(status.action)}</p>
${number}
<p>咨询电话 400-056-0066</p>
</main>
</body>
</html>
`
}
