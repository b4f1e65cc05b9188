import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../../sync-server/platform/database/open-database.ts'
import { type BenchLine, interleave, line } from './rounds.ts'

const ROUNDS = 7
/** As many requests as a busy hall's server may find in one turn of its event loop. */
const AT_ONCE = 64
const TURNS = 20
const TARGET_GAIN = 2

const nonceOf = (): string => randomBytes(16).toString('hex')
const rate = (begin: number): number => (AT_ONCE * TURNS * 1000) / (performance.now() - begin)

/** Writes that arrive together share one durable transaction, against the same writes with one transaction each. */
export async function run(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-bench-'))
  const database = await openDatabase(`sqlite:${join(folder, 'grouped.sqlite')}`, false)
  await database.write((tx) => tx.run('CREATE TABLE bench (nonce TEXT PRIMARY KEY)'))
  const bare = new Sqlite(join(folder, 'single.sqlite'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  bare.exec('CREATE TABLE bench (nonce TEXT PRIMARY KEY)')
  const insert = bare.prepare('INSERT INTO bench (nonce) VALUES (?)')
  const grouped = async (): Promise<number> => {
    const begin = performance.now()
    for (let turn = 0; turn < TURNS; turn++) {
      const write = (): Promise<number> =>
        database.write((tx) => tx.run('INSERT INTO bench (nonce) VALUES (?)', nonceOf()))
      await Promise.all(Array.from({ length: AT_ONCE }, write))
    }
    return rate(begin)
  }
  const single = (): number => {
    const begin = performance.now()
    for (let i = 0; i < AT_ONCE * TURNS; i++) insert.run(nonceOf())
    return rate(begin)
  }
  try {
    const figures = await interleave(ROUNDS, grouped, single)
    const target = `ratio >= ${TARGET_GAIN}, answered after the commit`
    const about = { name: 'group-commit', unit: 'durable writes/s', rounds: ROUNDS, target }
    return [line(about, figures, figures.ratio >= TARGET_GAIN)]
  } finally {
    bare.close()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
