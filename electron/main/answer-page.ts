import { readFile } from 'node:fs/promises'
import { contentSecurityPolicy } from './content-security-policy.ts'
import type { PageFile } from './page-files.ts'

const HEADERS = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** The answer to one request: a file of the table, or nothing. */
export async function answerPage(
  request: Pick<Request, 'url' | 'method'>,
  files: ReadonlyMap<string, PageFile>,
): Promise<Response> {
  const address = request.url.split(/[?#]/, 1)[0] ?? ''
  const file = request.method === 'GET' ? files.get(address) : undefined
  if (!file) return new Response(null, { status: 404, headers: HEADERS })
  const body = new Uint8Array(await readFile(file.path))
  return new Response(body, { status: 200, headers: { ...HEADERS, 'content-type': file.mime } })
}
