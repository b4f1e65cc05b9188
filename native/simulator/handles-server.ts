import { createServer, type IncomingMessage } from 'node:http'
import { answerReaderRequest, type DeviceAnswer } from './device-routes.ts'
import type { ReaderSimulator } from './reader-simulator.ts'

const BODY_LIMIT_BYTES = 4_096
const notFound: DeviceAnswer | { status: 404; body: unknown } = {
  status: 404,
  body: { error: { code: 'request.not-found', message: 'no such handle' } },
}

/** The handles of a simulator on the loopback address. */
export interface HandlesServer {
  readonly url: string
  close(): void
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > BODY_LIMIT_BYTES) throw new RangeError('the body is too large')
  }
  return text === '' ? undefined : JSON.parse(text)
}

async function answer(simulator: ReaderSimulator, request: IncomingMessage): Promise<DeviceAnswer | undefined> {
  try {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const body = await readBody(request)
    return await answerReaderRequest(simulator, { method: request.method ?? '', path, body })
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not a request'
    return { status: 400, body: { error: { code: 'request.invalid', message } } }
  }
}

/** Serves the handles of one simulated reader; `port` 0 = any. */
export function serveHandles(simulator: ReaderSimulator, port = 0): Promise<HandlesServer> {
  const server = createServer((request, response) => {
    void answer(simulator, request).then((given) => {
      const { status, body } = given ?? notFound
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
    })
  })
  const close = (): void => {
    server.close()
    server.closeAllConnections()
  }
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve({ url: typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '', close })
    })
  })
}
