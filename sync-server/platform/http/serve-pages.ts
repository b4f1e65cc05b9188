import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../contract/failure.ts'
import { formFor, type PageFile, pageFiles } from './page-files.ts'

const YEAR_S = 31_536_000

/** Built pages below an address, and what a browser may do with them. */
export interface Pages {
  /** Address without the slash at its end, like `/phone`. */
  readonly at: string
  readonly folder: string
  /** Headers besides those of every answer. */
  readonly headers: Readonly<Record<string, string>>
}

function send(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  file: PageFile,
  headers: Pages['headers'],
): FastifyReply {
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

/** Serves built pages; without a build there is nothing at their addresses. */
export function servePages(app: FastifyInstance, { at, folder, headers }: Pages): void {
  const files = pageFiles(folder)
  const config = { limit: 'none' } as const
  app.get(at, { config }, (_request, reply) => reply.redirect(`${at}/`, 308))
  app.get(`${at}/*`, { config }, (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const name = request.params['*']
    const file = files.get(name === '' ? 'index.html' : name)
    if (!file) throw new Problem('request.not-found')
    return send({ request, reply }, file, headers)
  })
}
