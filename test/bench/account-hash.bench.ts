import { hash, verify } from '@node-rs/argon2'
import { AT_ONCE, load } from './account/load.ts'
import { citizenOf, type LastRequest, readyToSignIn, readyToSignUp } from './account/product-client.ts'
import { type BenchServer, startBenchServer } from './account/server-process.ts'
import { type BenchLine, interleave, line } from './rounds.ts'

const ROUNDS = 3
const SIGN_INS = 400
const CITIZENS = 50
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }
const TARGET_SHARE = 0.9
const TARGET_P99_MS = 50
/** How often a session is checked while others sign in: as often as a person would, not as often as a load can. */
const CHECK_EVERY_MS = 20

/** Hashes compared by themselves, as many at once as the server has requests: all that any server could sign in. */
async function hashesAlone(kept: string): Promise<number> {
  const begin = performance.now()
  for (let done = 0; done < SIGN_INS; done += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, SIGN_INS - done) }, () => verify(kept, citizenOf(0).password)),
    )
  }
  return (SIGN_INS * 1000) / (performance.now() - begin)
}

async function checkOften(url: string, token: string, until: Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  let isOver = false
  void until.finally(() => (isOver = true))
  while (!isOver) {
    const from = performance.now()
    const answer = await fetch(`${url}/v1/sessions/current`, { headers: { authorization: `Bearer ${token}` } })
    await answer.text()
    if (!answer.ok) throw new Error(`a session check was answered ${answer.status}`)
    taken.push(performance.now() - from)
    await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MS))
  }
  return taken
}

/** One saturated turn: sign-ins a second by the clock; what session checks took meanwhile is added to `checks`. */
async function signIns(server: BenchServer, token: string, checks: number[]): Promise<number> {
  const requests: LastRequest[] = []
  for (let n = 0; n < SIGN_INS; n++) requests.push(await readyToSignIn(server.url, citizenOf(n % CITIZENS)))
  const running = load(server, SIGN_INS, (n) => requests[n]?.() ?? Promise.reject(new Error('nothing to do')))
  checks.push(...(await checkOften(server.url, token, running)))
  return (await running).perSecond
}

/** Signing in with the real password hash, beside the hash alone, and how long a session check waits meanwhile. */
export async function run(): Promise<BenchLine[]> {
  const server = await startBenchServer('product-server.ts', 'argon2id')
  const checks: number[] = []
  try {
    for (let n = 0; n < CITIZENS; n++) await (await readyToSignUp(server.url, citizenOf(n)))()
    const signedIn = await (await readyToSignIn(server.url, citizenOf(CITIZENS - 1)))()
    const token = signedIn.result?.session?.token ?? ''
    const kept = await hash(citizenOf(0).password, COST)
    const figures = await interleave(
      ROUNDS,
      () => signIns(server, token, checks),
      () => hashesAlone(kept),
    )
    checks.sort((a, b) => a - b)
    const value = checks[Math.floor(checks.length * 0.99)] ?? Number.NaN
    const share = { name: 'account-sign-in-argon2id', unit: 'sign-ins/s', rounds: ROUNDS }
    const wait = { name: 'account-session-check-while-signing-in', unit: 'ms, p99', rounds: checks.length }
    return [
      line({ ...share, target: `ratio >= ${TARGET_SHARE}` }, figures, figures.ratio >= TARGET_SHARE),
      line(
        { ...wait, target: `< ${TARGET_P99_MS} ms` },
        { value, baseline: TARGET_P99_MS, ratio: value / TARGET_P99_MS },
        value < TARGET_P99_MS,
      ),
    ]
  } finally {
    await server.stop()
  }
}
