import { services } from '../../sync-server/contract/directory.ts'
import { routes } from '../../sync-server/contract/route.ts'
import { assertLevel, requiredLevel } from '../../sync-server/platform/http/required-level.ts'
import { product } from './account/contenders.ts'
import { load } from './account/load.ts'
import { type BenchLine, interleave, line, rateOf } from './rounds.ts'

const ROUNDS = 7
const REQUESTS = 2000
const CITIZENS = 64
const MOST = 0.05
const US = 1_000_000

/** Judges one request to every service after the other, as somebody who may open all of them. */
function checkMicroseconds(): number {
  let n = 0
  const check = (): void => {
    const params = { serviceId: services[n++ % services.length]?.id ?? '' }
    assertLevel(requiredLevel(routes.openService, params), { level: 'L4' })
  }
  return US / rateOf(check)
}

/** What judging the level costs, beside the CPU time of the cheapest request that knows a citizen; the level itself comes with the session. */
export async function run(): Promise<BenchLine[]> {
  const { server, sessionOf, readyToSignUp } = await product()
  try {
    for (let n = 0; n < CITIZENS; n++) await (await readyToSignUp(n))()
    const sessions = await Promise.all(Array.from({ length: CITIZENS }, (_, n) => sessionOf(n)))
    const requestMicroseconds = async (): Promise<number> => {
      const done = await load(server, REQUESTS, async (n) => sessions[n % CITIZENS]?.())
      return US / done.perCpuSecond
    }
    const figures = await interleave(ROUNDS, checkMicroseconds, requestMicroseconds)
    const about = { name: 'level-check', unit: 'µs a request', rounds: ROUNDS, target: `ratio <= ${MOST}` }
    return [line(about, figures, figures.ratio <= MOST)]
  } finally {
    await server.stop()
  }
}
