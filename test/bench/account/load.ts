import { Agent, request, type RequestOptions } from 'node:http'
import type { BenchServer } from './server-process.ts'

/** Connections at once, as many as a busy morning has. */
export const AT_ONCE = 64
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

/** One request with a JSON body; throws what the server said when it was not content. */
export function ask(
  url: string,
  method: string,
  more: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const data = more.body === undefined ? undefined : Buffer.from(JSON.stringify(more.body))
  const json = data ? { 'content-type': 'application/json', 'content-length': String(data.length) } : {}
  const options: RequestOptions = { method, agent, headers: { ...json, ...more.headers } }
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const status = response.statusCode ?? 0
        if (status >= 300) return reject(new Error(`${method} ${new URL(url).pathname}: ${status} ${text}`))
        resolve({ text, cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '' })
      })
    })
    sent.on('error', reject)
    sent.end(data)
  })
}

/** An answer's body and the cookie that came with it. */
export interface Answer {
  readonly text: string
  readonly cookie: string
}

/** What was measured: per server CPU-second and by the clock, and how long single operations took, in ms. */
export interface Load {
  readonly perCpuSecond: number
  readonly perSecond: number
  readonly p99Ms: number
}

/** Runs an operation `count` times over as many connections as there are; the n-th call is told its number. */
export async function load(
  server: BenchServer,
  count: number,
  operation: (n: number) => Promise<unknown>,
): Promise<Load> {
  const cpuBefore = await server.cpuSeconds()
  const begin = performance.now()
  const taken: number[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) {
      const n = next++
      const from = performance.now()
      await operation(n)
      taken.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const seconds = (performance.now() - begin) / 1000
  const cpu = (await server.cpuSeconds()) - cpuBefore
  taken.sort((a, b) => a - b)
  const p99Ms = taken[Math.floor(taken.length * 0.99)] ?? Number.NaN
  return { perCpuSecond: count / cpu, perSecond: count / seconds, p99Ms }
}
