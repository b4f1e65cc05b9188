import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pageFile } from './page-file.ts'
import { isFromHere, readJson } from './same-origin.ts'

/** What one handle answers: JSON, or bytes of a type. */
export type Answer =
  { readonly status: number; readonly body: unknown } | { readonly type: string; readonly bytes: Uint8Array }

/** `METHOD /path` to what it does with the request's JSON. */
export type Handles = Readonly<Record<string, (body: unknown) => Promise<Answer> | Answer>>

/** The page where a tester plays the citizen, the reader, the camera and the cable. */
export interface DevicesPage {
  readonly url: string
  stop(): Promise<void>
}

const security = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** Serves the devices page on the loopback address only. */
export async function serveDevicesPage(handles: Handles, port = 0): Promise<DevicesPage> {
  const server = createServer((request, response) => {
    void answer(request, handles).then(
      (given) => send(response, given),
      (error: unknown) => send(response, refusal(500, error instanceof Error ? error.message : String(error))),
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** An error as every handle gives it. */
export function refusal(status: number, message: string): Answer {
  return { status, body: { error: { code: status === 404 ? 'request.not-found' : 'request.invalid', message } } }
}

async function answer(request: IncomingMessage, handles: Handles): Promise<Answer> {
  if (!isFromHere(request)) return refusal(403, 'this page answers only to itself and to programs on this machine')
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const file = request.method === 'GET' ? pageFile(path) : undefined
  if (file !== undefined) return file
  const handle = handles[`${request.method} ${path}`]
  if (handle === undefined) return refusal(404, 'no such handle')
  const body = await readJson(request)
  return body.isReadable ? handle(body.value) : refusal(400, 'the body is not JSON')
}

function send(response: ServerResponse, given: Answer): void {
  const isFile = 'bytes' in given
  const type = isFile ? given.type : 'application/json; charset=utf-8'
  const content = isFile ? given.bytes : JSON.stringify(given.body)
  response.writeHead(isFile ? 200 : given.status, { ...security, 'content-type': type }).end(content)
}
