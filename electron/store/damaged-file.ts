import { closeSync, copyFileSync, existsSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { type Connection, type DatabaseFile, openHandle, PAGE_BYTES } from './connection.ts'

/** Unequal to the change counter it says: trust the length of the file, not the page count in the header. */
const VERSION_VALID_FOR = 92
const PARTS = ['', '-wal'] as const

function canRead(database: Database.Database): boolean {
  try {
    return database.prepare('select count(*) from sqlite_schema').pluck().get() !== 0
  } catch {
    return false
  }
}

/**
 * Lends a damaged file the first page of a sound one. Both were made by the same migrations, so their tables begin on the
 * same pages; with its own first page gone nothing else would find them.
 */
function graft(path: string, sound: Connection): void {
  sound.database.pragma('wal_checkpoint(TRUNCATE)')
  const page = Buffer.alloc(PAGE_BYTES)
  const from = openSync(sound.database.name, 'r')
  readSync(from, page, 0, PAGE_BYTES, 0)
  closeSync(from)
  page.fill(0xff, VERSION_VALID_FOR, VERSION_VALID_FOR + 4)
  const to = openSync(path, 'r+')
  writeSync(to, page, 0, PAGE_BYTES, 0)
  closeSync(to)
}

function readCopy<T>(copy: DatabaseFile, sound: Connection, work: (damaged: Database.Database) => T): T {
  const plain = openHandle(copy)
  try {
    if (canRead(plain)) return work(plain)
  } finally {
    plain.close()
  }
  graft(copy.path, sound)
  const grafted = openHandle(copy)
  try {
    return work(grafted)
  } finally {
    grafted.close()
  }
}

/** Lets `work` read whatever is left of a damaged database, on a copy: the file itself stays as it was found. */
export function readDamaged<T>(file: DatabaseFile, sound: Connection, work: (damaged: Database.Database) => T): T {
  const copy = { ...file, path: `${file.path}.copy` }
  const remove = (): void => {
    for (const part of [...PARTS, '-shm']) rmSync(copy.path + part, { force: true })
  }
  remove()
  try {
    for (const part of PARTS.filter((p) => existsSync(file.path + p))) copyFileSync(file.path + part, copy.path + part)
    return readCopy(copy, sound, work)
  } finally {
    remove()
  }
}
