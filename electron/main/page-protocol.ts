import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { contentSecurityPolicy } from './content-security-policy.ts'
import type { PageFile } from './page-files.ts'
import { PAGE_SCHEME } from './page-url.ts'

const HEADERS = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: false, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges }])
}

/** The answer to one request: a file of the table, or nothing. */
export async function answerPage(request: Request, files: ReadonlyMap<string, PageFile>): Promise<Response> {
  const address = request.url.split(/[?#]/, 1)[0] ?? ''
  const file = request.method === 'GET' ? files.get(address) : undefined
  if (!file) return new Response(null, { status: 404, headers: HEADERS })
  const body = new Uint8Array(await readFile(file.path))
  return new Response(body, { status: 200, headers: { ...HEADERS, 'content-type': file.mime } })
}

/** Serves the screens in one session; sessions do not share handlers. */
export function servePage(session: Session, files: ReadonlyMap<string, PageFile>): void {
  session.protocol.handle(PAGE_SCHEME, (request) => answerPage(request, files))
}
