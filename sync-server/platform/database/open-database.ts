import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from './database.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

/** Opens the database that the URL names: `sqlite:PATH` or `postgres://…`. */
export async function openDatabase(url: string, isStrict = false): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, isStrict)
  const path = url.replace(/^sqlite:/, '')
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  return openSqlite(path)
}
