import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'

/**
 * Gives one run of the pipeline tests a PostgreSQL and a Redis of its own, by HALL_TEST_POSTGRES and HALL_TEST_REDIS; a URL
 * already there is used.
 */
export default async function serversForTests(): Promise<() => Promise<void>> {
  const started: { stop(): Promise<void> }[] = []
  for (const [name, start] of [
    ['HALL_TEST_POSTGRES', startPostgres],
    ['HALL_TEST_REDIS', startRedis],
  ] as const) {
    if (process.env[name] !== undefined) continue
    const server = await start()
    process.env[name] = server.url
    started.push(server)
  }
  return async () => {
    for (const server of started) await server.stop()
  }
}
