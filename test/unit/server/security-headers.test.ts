import { afterEach, expect, test } from 'vitest'
import { makeWebServer } from '../../../sync-server/platform/http/web-server.ts'
import { prometheusMetrics } from '../../../sync-server/platform/metrics.ts'

const metrics = prometheusMetrics()
const silent = { say: () => undefined }
const limits = { openRequestsPerMinute: 10, clientRequestsPerMinute: 10, trustedProxies: [] }
const open = () => makeWebServer({ logger: silent, metrics, ...limits })
let app: Awaited<ReturnType<typeof open>> | undefined
afterEach(async () => {
  await app?.close()
  metrics.close()
})

test('good answers, refusals and unknown addresses all carry the security headers; a page may set its own policy', async () => {
  app = await open()
  app.get('/good', () => ({ ok: true }))
  app.get('/page', (_request, reply) => reply.header('content-security-policy', "style-src 'self'").send('page'))
  app.get('/broken', () => Promise.reject(new Error('broken')))
  for (const url of ['/good', '/page', '/broken', '/nowhere']) {
    const { headers } = await app.inject(url)
    expect(headers, url).toMatchObject({
      'content-security-policy': url === '/page' ? "style-src 'self'" : "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/) as string,
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
  }
})
