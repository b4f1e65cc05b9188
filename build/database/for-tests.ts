import { startPostgres } from './postgres.ts'

/** Gives one run of the pipeline tests a PostgreSQL of its own, by HALL_TEST_POSTGRES; a URL already there is used. */
export default async function postgresForTests(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['HALL_TEST_POSTGRES'] !== undefined) return undefined
  const postgres = await startPostgres()
  process.env['HALL_TEST_POSTGRES'] = postgres.url
  return postgres.stop
}
