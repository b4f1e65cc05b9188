import Database from 'better-sqlite3'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openConnection } from '../../../electron/store/connection.ts'
import { readDamaged } from '../../../electron/store/damaged-file.ts'
import { readMark, writeMark } from '../../../electron/store/marks.ts'
import { failureOf } from '../../../electron/store/sqlite-failure.ts'
import { openStore } from '../../../electron/store/store.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-store-'))
  path = join(folder, 'kiosk.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const now = (): Date => new Date('2026-11-22T08:00:00Z')
const recovered: string[] = []
const open = (file = path) =>
  openStore({ path: file, nativeBinding: undefined, now, recover: (_, damaged) => void recovered.push(damaged) })

describe('settings', () => {
  test('every open asserts durable settings', () => {
    for (let i = 0; i < 2; i++) {
      const { database } = openConnection({ path, nativeBinding: undefined })
      const read = (name: string) => database.pragma(name, { simple: true })
      expect(read('journal_mode')).toBe('wal')
      expect(['synchronous', 'foreign_keys', 'secure_delete', 'temp_store'].map(read)).toEqual([2, 1, 2, 2])
      database.close()
    }
  })
  test('a database that cannot have the settings is refused', () => {
    expect(() => openConnection({ path: ':memory:', nativeBinding: undefined })).toThrow('kiosk.database-damaged')
  })
  test('a database of a newer kiosk is refused and left alone', () => {
    const database = new Database(path)
    database.pragma('user_version = 999')
    database.close()
    expect(open).toThrow('kiosk.database-damaged')
    expect(readdirSync(folder).some((name) => name.includes('damaged'))).toBe(false)
  })
})

describe('damage', () => {
  test('a file that is no database is set aside whole and replaced', () => {
    writeFileSync(path, 'this is not a database'.repeat(500))
    const store = open()
    store.write((sql) => writeMark(sql, 'a', '1'))
    expect(store.read((sql) => readMark(sql, 'a'))).toBe('1')
    store.close()
    const aside = readdirSync(folder).find((name) => /^kiosk-damaged-.*\.db$/.test(name))
    expect(readFileSync(join(folder, String(aside)), 'utf8')).toContain('this is not a database')
    expect(recovered.at(-1)).toBe(join(folder, String(aside)))
  })
  test('damage met while running is handled without a restart', () => {
    const store = open()
    store.write((sql) => writeMark(sql, 'a', '1'))
    store.read((sql) => sql.database.pragma('wal_checkpoint(TRUNCATE)'))
    writeFileSync(path, Buffer.alloc(readFileSync(path).length, 0xa5))
    let tries = 0
    const answer = store.read((sql) => {
      tries += 1
      if (tries === 1) throw Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' })
      return readMark(sql, 'a') ?? 'fresh'
    })
    expect(answer).toBe('fresh')
    expect(readdirSync(folder).filter((name) => name.startsWith('kiosk-damaged-'))).not.toEqual([])
    store.close()
  })
  test('a file that only seemed damaged is kept', () => {
    const store = open()
    store.write((sql) => writeMark(sql, 'a', '1'))
    let tries = 0
    const answer = store.read((sql) => {
      tries += 1
      if (tries === 1) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' })
      return readMark(sql, 'a')
    })
    expect(answer).toBe('1')
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([])
    store.close()
  })
  test('rows are found again although the first page is gone', () => {
    const store = open()
    store.write((sql) => writeMark(sql, 'a', '1'))
    store.close()
    const damaged = join(folder, 'old.db')
    copyFileSync(path, damaged)
    const bytes = readFileSync(damaged)
    writeFileSync(damaged, bytes.fill(0xee, 0, 4096))
    const sound = openConnection({ path: join(folder, 'sound.db'), nativeBinding: undefined })
    const value = readDamaged({ path: damaged, nativeBinding: undefined }, sound, (database) =>
      database.prepare('select value from marks').pluck().get(),
    )
    expect(value).toBe('1')
    expect(readFileSync(damaged).equals(bytes)).toBe(true)
    sound.database.close()
  })
  test('a file cut short is set aside', () => {
    open().close()
    truncateSync(path, 4096 + 100)
    const store = open()
    store.write((sql) => writeMark(sql, 'b', '2'))
    store.close()
    expect(readdirSync(folder).some((name) => name.startsWith('kiosk-damaged-'))).toBe(true)
  })
})

test('lack of room is told from damage', () => {
  const coded = (code: string) => Object.assign(new Error(code), { code })
  expect(failureOf(coded('SQLITE_FULL'), folder)).toBe('full')
  expect(failureOf(coded('ENOSPC'), folder)).toBe('full')
  expect(failureOf(coded('SQLITE_IOERR_SHMSIZE'), join(folder, 'nowhere'))).toBe('full')
  expect(failureOf(coded('SQLITE_IOERR_READ'), folder)).toBe('damage')
  expect(failureOf(coded('SQLITE_CORRUPT_INDEX'), folder)).toBe('damage')
  expect(failureOf(coded('SQLITE_NOTADB'), folder)).toBe('damage')
  expect(failureOf(coded('SQLITE_CONSTRAINT_UNIQUE'), folder)).toBe('other')
  expect(failureOf('text', folder)).toBe('other')
})
