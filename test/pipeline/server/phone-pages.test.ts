import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { freshFolder } from '../../fixtures/server/databases.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

const SCRIPT = 'export const page = 1\n'.repeat(200)

/** A build as the bundler leaves it. */
function built(): string {
  const folder = freshFolder()
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>页</title>')
  writeFileSync(join(folder, 'notes.md'), 'nobody’s business')
  const script = join(folder, 'assets', 'index-Bx81_kQz.js')
  writeFileSync(script, SCRIPT)
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT))
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT))
  return folder
}

/** What comes over the wire: nothing is unpacked, no path is tidied. */
const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; bytes: Buffer }>((resolve, reject) => {
    const { hostname, port } = new URL(server!.url)
    request({ hostname, port, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      )
    })
      .on('error', reject)
      .end()
  })

test('the page is asked for again each time and may load nothing from elsewhere; its hashed parts stay for a year', async () => {
  server = await startTestServer({}, { phonePages: built() })
  const page = await get('/phone/')
  expect(page).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  })
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe-inline')
  expect(policy).not.toContain("'unsafe-eval'")
  expect((await get('/phone')).headers['location']).toBe('/phone/')
  const script = await get('/phone/assets/index-Bx81_kQz.js')
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(script.bytes.toString()).toBe(SCRIPT)
})
test('what lies packed beside a file is sent to whoever takes it, and nothing is sent twice', async () => {
  server = await startTestServer({}, { phonePages: built() })
  const path = '/phone/assets/index-Bx81_kQz.js'
  const tags = new Set<unknown>()
  for (const [accepted, encoding, size] of [
    ['gzip, deflate, br', 'br', brotliCompressSync(SCRIPT).length],
    ['gzip', 'gzip', gzipSync(SCRIPT).length],
    ['br;q=0, identity', undefined, SCRIPT.length],
  ] as const) {
    const { headers, bytes } = await get(path, { 'accept-encoding': accepted })
    expect(headers, accepted).toMatchObject({ vary: 'accept-encoding' })
    expect(headers['content-encoding']).toBe(encoding)
    expect(bytes).toHaveLength(size)
    tags.add(headers['etag'])
    const again = await get(path, { 'accept-encoding': accepted, 'if-none-match': String(headers['etag']) })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  }
  expect(tags.size).toBe(3)
})
test('there is nothing outside the build, and nothing at all without one', async () => {
  server = await startTestServer({}, { phonePages: built() })
  for (const path of [
    '../package.json',
    '..%2fpackage.json',
    '%2e%2e/package.json',
    'notes.md',
    'assets/',
    'assets/index-Bx81_kQz.js.br',
  ])
    expect((await get(`/phone/${path}`)).status, path).toBe(404)
  await server.close()
  server = await startTestServer({}, { phonePages: join(freshFolder(), 'not-built') })
  expect((await get('/phone/')).status).toBe(404)
})
