import { setTimeout as sleep } from 'node:timers/promises'
import { citizenDesk } from '../../electron/sync/citizen-desk.ts'
import { serverClient } from '../../electron/sync/server-client.ts'
import type { CitizenDesk } from '../../electron/stages.ts'
import type { OnlineFlowState } from '../../sync-server/contract/online-flow.ts'
import { codeIn, errandOf } from '../fixtures/server/qr.ts'
import { TestKiosk } from '../fixtures/server/test-kiosk.ts'
import { startQrServer } from './qr-server.ts'
import { type BenchLine, line } from './rounds.ts'

const ROUNDS = 200
const WARM_UP = 10
const LIMIT_MS = 300
/** A line that nobody has spoken on for a moment, as while a citizen takes the phone out. */
const QUIET_MS = 20

const p95 = (taken: readonly number[]): number =>
  [...taken].sort((a, b) => a - b)[Math.ceil(taken.length * 0.95) - 1] ?? Number.NaN

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** One code: from the phone's request to the kiosk's knowing that it was scanned. */
async function timeScan(desk: CitizenDesk, url: string): Promise<number> {
  const begun = await desk.begin('sign-in-by-qr', undefined)
  const stopping = new AbortController()
  const { promise: known, resolve } = Promise.withResolvers<void>()
  const { promise: following, resolve: follows } = Promise.withResolvers<void>()
  const tell = (state: OnlineFlowState): void => {
    follows()
    if (errandOf(state).state === 'scanned') resolve()
  }
  desk.follow({ token: undefined, flowId: begun.id }, tell, stopping.signal)
  await following
  await sleep(QUIET_MS)
  const from = performance.now()
  const scanned = post(`${url}/v1/tickets/scan`, { code: codeIn(errandOf(begun)) })
  await known
  const taken = performance.now() - from
  if ((await scanned).status !== 200) throw new Error('a scan was refused')
  stopping.abort()
  return taken
}

async function timeNothing(url: string): Promise<number> {
  const from = performance.now()
  await (await fetch(`${url}/healthz`)).text()
  return performance.now() - from
}

/** A phone scans; the kiosk's own client, with its signature and its stream, hears of it. Beside it, a request that does nothing. */
export async function run(): Promise<BenchLine[]> {
  const server = await startQrServer()
  const kiosk = await TestKiosk.enrol(server.url, server.enrolmentCode)
  const client = serverClient({ server: server.url, signedHeaders: (request) => kiosk.headersOf(request) })
  try {
    const rounds: { readonly scan: number; readonly nothing: number }[] = []
    for (let round = -WARM_UP; round < ROUNDS; round++)
      rounds.push({ scan: await timeScan(citizenDesk(client), server.url), nothing: await timeNothing(server.url) })
    const counted = rounds.slice(WARM_UP)
    const [value, baseline] = [p95(counted.map(({ scan }) => scan)), p95(counted.map(({ nothing }) => nothing))]
    const about = { name: 'qr-live', unit: 'ms from scan to kiosk, p95', rounds: ROUNDS, target: `< ${LIMIT_MS} ms` }
    return [line(about, { value, baseline, ratio: value / baseline }, value < LIMIT_MS)]
  } finally {
    client.close()
    await server.stop()
  }
}
