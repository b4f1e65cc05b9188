/** better-auth on the same SQLite, as its own documentation sets it up; installed apart from the project, see peer-install.ts. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Sqlite from 'better-sqlite3'
import { answerBench, benchServerSettings } from './answer-bench.ts'
import { trivialHash } from './trivial-hash.ts'

interface Options {
  readonly database: unknown
  readonly [name: string]: unknown
}
interface Library {
  betterAuth(options: Options): unknown
  getMigrations(options: Options): Promise<{ runMigrations(): Promise<void> }>
  toNodeHandler(auth: unknown): Parameters<typeof createServer>[1]
}

const home = process.env['BENCH_BETTER_AUTH'] ?? ''
const part = async (file: string): Promise<Partial<Library>> =>
  (await import(pathToFileURL(join(home, 'node_modules/better-auth/dist', file)).href)) as Partial<Library>
const library = {
  ...(await part('index.mjs')),
  ...(await part('db/get-migration.mjs')),
  ...(await part('integrations/node.mjs')),
} as Library

const { folder } = benchServerSettings()
const database = new Sqlite(join(folder, 'better-auth.sqlite'))
database.pragma('journal_mode = WAL')
const server = createServer()
server.listen(0, '127.0.0.1', () => void serve())

async function serve(): Promise<void> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const password = {
    hash: (text: string) => Promise.resolve(trivialHash(text)),
    verify: ({ hash, password: text }: { hash: string; password: string }) =>
      Promise.resolve(hash === trivialHash(text)),
  }
  const options = {
    database,
    secret: 'only for a benchmark on the loopback address 1b7c90',
    baseURL: url,
    emailAndPassword: { enabled: true, password },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  }
  await (await library.getMigrations(options)).runMigrations()
  const handler = library.toNodeHandler(library.betterAuth(options))
  if (handler) server.on('request', handler)
  answerBench(url)
}
