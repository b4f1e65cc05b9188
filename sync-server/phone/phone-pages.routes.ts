import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../contract/failure.ts'
import { formFor, type PageFile, pageFiles } from './page-files.ts'

/** Where the build puts the pages. */
export const PHONE_PAGES = fileURLToPath(new URL('../../out/phone', import.meta.url))

/** What a phone's page may load and do: nothing but its own files and this server; the camera is for its face engine. */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
} as const
const YEAR_S = 31_536_000

function send(request: FastifyRequest, reply: FastifyReply, file: PageFile): FastifyReply {
  const form = formFor(file, String(request.headers['accept-encoding'] ?? ''))
  if (!form) throw new Problem('request.not-found')
  void reply.headers({
    ...headers,
    'cache-control': file.isImmutable ? `public, max-age=${YEAR_S}, immutable` : 'no-cache',
    vary: 'accept-encoding',
    etag: form.encoding === undefined ? file.etag : file.etag.replace(/"$/, `-${form.encoding}"`),
  })
  if (request.headers['if-none-match'] === reply.getHeader('etag')) return reply.status(304).send()
  if (form.encoding !== undefined) void reply.header('content-encoding', form.encoding)
  return reply.type(file.mime).send(form.bytes)
}

/** Serves the built pages for citizens' phones below `/phone/`; without a build there is nothing at these addresses. */
export function servePhone(app: FastifyInstance, folder: string): void {
  const files = pageFiles(folder)
  const rateLimit = false
  app.get('/phone', { config: { rateLimit } }, (_request, reply) => reply.redirect('/phone/', 308))
  app.get('/phone/*', { config: { rateLimit } }, (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const name = request.params['*']
    const file = files.get(name === '' ? 'index.html' : name)
    if (!file) throw new Problem('request.not-found')
    return send(request, reply, file)
  })
}
