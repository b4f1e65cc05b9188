import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { startQrServer } from './qr-server.ts'
import { type BenchLine, line } from './rounds.ts'

const TICKETS = 5000
const AT_ONCE = 50
const EARLY_MS = 30_000
const LATE_MS = 90_000
const MOST_GROWTH = 1.05
/** What one waiting citizen may cost. */
const MOST_KIB_EACH = 32

/** Does something so many times, some at once. */
async function inParallel<T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const done: T[] = []
  for (let n = 0; n < count; n += AT_ONCE) {
    const part = Array.from({ length: Math.min(AT_ONCE, count - n) }, (_, i) => work(n + i))
    done.push(...(await Promise.all(part)))
  }
  return done
}

async function beginFlow(url: string): Promise<string> {
  const body = JSON.stringify({ flow: 'sign-in-by-qr' })
  const response = await fetch(`${url}/v1/flows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  if (response.status !== 200) throw new Error(`a flow did not begin: ${response.status}`)
  return ((await response.json()) as { id: string }).id
}

/** Opens a stream and waits for its first event; what comes later is only counted. */
function openStream(url: string, agent: Agent, heard: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.on('data', (chunk: Buffer) => {
        heard()
        if (chunk.includes('data:')) resolve()
      })
      response.on('error', () => undefined)
      if (response.statusCode !== 200) reject(new Error(`a stream did not open: ${response.statusCode}`))
    }).on('error', reject)
  })
}

/** What the runtime itself keeps for as many open answers that say nothing: the least that any server needs. */
async function bareMiB(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const clear = runInNewContext('gc') as () => void
  clear()
  const before = process.memoryUsage().heapUsed
  const server = createServer((_request, response) => void response.writeHead(200).write('data:\n\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const agent = new Agent({ maxSockets: Infinity })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await inParallel(TICKETS, () => openStream(url, agent, () => undefined))
  clear()
  const both = process.memoryUsage().heapUsed - before
  server.closeAllConnections()
  server.close()
  agent.destroy()
  return both / 2 ** 20
}

/**
 * 5,000 kiosks that show a QR code and wait, each with an open stream of server-sent events, on one server process: the heap
 * after a minute more is the heap of before. The baseline of each waiting citizen is a bare Node server and its client together.
 */
export async function run(): Promise<BenchLine[]> {
  const server = await startQrServer()
  const agent = new Agent({ maxSockets: Infinity })
  let events = 0
  try {
    const empty = await server.heapMiB()
    const ids = await inParallel(TICKETS, () => beginFlow(server.url))
    await inParallel(TICKETS, (n) => openStream(`${server.url}/v1/flows/${ids[n]}/events`, agent, () => events++))
    await sleep(EARLY_MS)
    const early = await server.heapMiB()
    const heardEarly = events
    await sleep(LATE_MS - EARLY_MS)
    const late = await server.heapMiB()
    if (events - heardEarly < TICKETS) throw new Error('not every stream was alive')
    const growth = late / early
    const each = ((late - empty) * 1024) / TICKETS
    const bare = ((await bareMiB()) * 1024) / TICKETS
    const about = { rounds: 1 }
    return [
      line(
        {
          ...about,
          name: 'qr-waiting-heap',
          unit: `MiB with ${TICKETS} streams`,
          target: `ratio <= ${MOST_GROWTH} of 60 s before`,
        },
        { value: late, baseline: early, ratio: growth },
        growth <= MOST_GROWTH,
      ),
      line(
        { ...about, name: 'qr-waiting-each', unit: 'KiB of heap for one stream', target: `<= ${MOST_KIB_EACH}` },
        { value: each, baseline: bare, ratio: each / bare },
        each <= MOST_KIB_EACH,
      ),
    ]
  } finally {
    agent.destroy()
    await server.stop()
  }
}
