import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answerReaderRequest, type DeviceAnswer } from './device-routes.ts'
import { startSerialReader } from './serial-reader.ts'

const BODY_LIMIT_BYTES = 4_096

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > BODY_LIMIT_BYTES) throw new RangeError('the body is too large')
  }
  return text === '' ? undefined : JSON.parse(text)
}

const options = { dir: { type: 'string' }, port: { type: 'string' } } as const
const { dir, port } = parseArgs({ options }).values
const simulator = await startSerialReader({ dir: dir ?? join(tmpdir(), `hall-reader-${process.pid}`) })

async function answer(request: IncomingMessage): Promise<DeviceAnswer | undefined> {
  try {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    return await answerReaderRequest(simulator, { method: request.method ?? '', path, body: await readBody(request) })
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not a request'
    return { status: 400, body: { error: { code: 'request.invalid', message } } }
  }
}

const notFound = { status: 404, body: { error: { code: 'request.not-found', message: 'no such handle' } } }

const server = createServer((request, response) => {
  void answer(request).then((given) => {
    const { status, body } = given ?? notFound
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
  })
})

server.listen(Number(port ?? 0), '127.0.0.1', () => {
  const address = server.address()
  const devices = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
  process.stdout.write(`${JSON.stringify({ ready: true, path: simulator.path, devices, pid: process.pid })}\n`)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close()
    server.closeAllConnections()
    void simulator.stop().then(() => process.exit(0))
  })
}
