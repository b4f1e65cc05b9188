import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensurePackages } from '../setup/debian.ts'
import { must } from '../setup/shell.ts'
import { freePort } from './free-port.ts'

const versions = '/usr/lib/postgresql'
const asRoot = process.getuid?.() === 0
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/** A PostgreSQL server of one's own: a fresh cluster in a temporary folder, gone after stop(). */
export interface Postgres {
  readonly url: string
  stop(): Promise<void>
}

/** Starts a real PostgreSQL from the machine's Debian package for tests that compare it with SQLite. */
export async function startPostgres(): Promise<Postgres> {
  await ensurePackages('database-tests')
  const folder = mkdtempSync(join(tmpdir(), 'hall-postgres-'))
  const data = join(folder, 'data')
  const port = await freePort()
  if (asRoot) await must('chown', ['postgres', folder])
  await server('initdb', ['-D', data, '-U', 'hall', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  const options = [`-p ${port}`, '-h 127.0.0.1', `-k ${folder}`, ...settings.map((setting) => `-c ${setting}`)].join(
    ' ',
  )
  await server('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start'])
  return { url: `postgres://hall@127.0.0.1:${port}/postgres`, stop: () => stop(folder, data) }
}

async function stop(folder: string, data: string): Promise<void> {
  await server('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
  rmSync(folder, { recursive: true, force: true })
}

/** PostgreSQL refuses to run as root, so root hands it to the account that the package made. */
async function server(program: string, args: readonly string[]): Promise<void> {
  const path = join(programs(), program)
  await (asRoot
    ? must('runuser', ['-u', 'postgres', '--', path, ...args], { cwd: '/' })
    : must(path, args, { cwd: '/' }))
}

function programs(): string {
  const newest = (existsSync(versions) ? readdirSync(versions) : []).sort((a, b) => Number(b) - Number(a))[0]
  if (newest === undefined) throw new Error(`no PostgreSQL server in ${versions}`)
  return join(versions, newest, 'bin')
}
