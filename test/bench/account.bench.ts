import { betterAuth, type Contender, floor, product } from './account/contenders.ts'
import { load } from './account/load.ts'
import { type BenchLine, line, median } from './rounds.ts'

const ROUNDS = 5
/** Operations in one turn; fewer for the peer that is many times slower. */
const COUNTS = { sessions: 4000, writes: 600, slowSessions: 300, slowWrites: 150 } as const

/** Place of the peer among the contenders. */
const SLOW = 2

type Work = 'sign-up' | 'sign-in' | 'session-check'
type Rates = Readonly<Record<Work, number>>

/** Prepares in parallel, a few at a time, what is not to be measured. */
async function prepared<T>(count: number, prepare: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let n = 0; n < count; n += 32) {
    const part = Array.from({ length: Math.min(32, count - n) }, (_, i) => prepare(n + i))
    made.push(...(await Promise.all(part)))
  }
  return made
}

/** One turn: fresh citizens sign up, the same sign in, their sessions are checked; requests per server CPU-second. */
async function turn(contender: Contender, from: number, isSlow: boolean): Promise<Rates> {
  const { server } = contender
  const writes = isSlow ? COUNTS.slowWrites : COUNTS.writes
  const checks = isSlow ? COUNTS.slowSessions : COUNTS.sessions
  const rateOf = async (count: number, requests: readonly (() => Promise<unknown>)[]): Promise<number> =>
    (await load(server, count, (n) => requests[n % requests.length]?.() ?? Promise.reject(new Error('nothing to do'))))
      .perCpuSecond
  const signUps = await prepared(writes, (n) => contender.readyToSignUp(from + n))
  const signUp = await rateOf(writes, signUps)
  const signIns = await prepared(writes, (n) => contender.readyToSignIn(from + n))
  const signIn = await rateOf(writes, signIns)
  const sessions = await prepared(64, (n) => contender.sessionOf(from + n))
  return { 'sign-up': signUp, 'sign-in': signIn, 'session-check': await rateOf(checks, sessions) }
}

const AIMS: readonly { work: Work; overPeer: number; overFloor: number }[] = [
  { work: 'session-check', overPeer: 25, overFloor: 0.7 },
  { work: 'sign-in', overPeer: 10, overFloor: 0.5 },
  { work: 'sign-up', overPeer: 10, overFloor: 0.5 },
]

function lineOf(work: Work, against: string, figures: { mine: number[]; theirs: number[]; aim: number }): BenchLine {
  const { mine, theirs, aim } = figures
  const ratio = median(mine.map((value, i) => value / (theirs[i] ?? Number.NaN)))
  const about = { name: `account-${work}-over-${against}`, unit: 'requests per server CPU-second', rounds: mine.length }
  const values = { value: median(mine), baseline: median(theirs), ratio }
  return line({ ...about, target: `ratio >= ${aim}` }, values, ratio >= aim)
}

async function measureInTurns(contenders: readonly Contender[]): Promise<Rates[][]> {
  const rounds: Rates[][] = []
  for (let round = -1; round < ROUNDS; round++) {
    const measured: Rates[] = []
    for (const [i, contender] of contenders.entries()) {
      measured.push(await turn(contender, (round + 1) * COUNTS.writes, i === SLOW))
    }
    if (round >= 0) rounds.push(measured)
  }
  return rounds
}

/**
 * The account API with every limit, captcha and audit line on, a trivial hash in place of the slow one, against better-auth and
 * a hand-written floor in the same run. Measured is the request that signs up, signs in or checks a session; the product's other
 * requests of the same flow (captcha, code) are its own and have no counterpart. What a request costs, and what limits it:
 * build/adr/0031-what-a-request-costs.md.
 */
export async function run(): Promise<BenchLine[]> {
  const contenders = [await product(), await floor(), await betterAuth()]
  const rounds = await measureInTurns(contenders).finally(() =>
    Promise.all(contenders.map(({ server }) => server.stop())),
  )
  const of = (i: number, work: Work): number[] => rounds.map((measured) => measured[i]?.[work] ?? Number.NaN)
  return AIMS.flatMap(({ work, overPeer, overFloor }) => [
    lineOf(work, 'better-auth', { mine: of(0, work), theirs: of(SLOW, work), aim: overPeer }),
    lineOf(work, 'floor', { mine: of(0, work), theirs: of(1, work), aim: overFloor }),
  ])
}
