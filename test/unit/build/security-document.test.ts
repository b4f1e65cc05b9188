import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { SecurityControl } from '../../../build/docs/controls/security-control.ts'
import { withControlTables } from '../../../build/docs/control-tables.ts'
import { securityControls } from '../../../build/docs/security-controls.ts'
import { root } from '../../../build/setup/paths.ts'
import { titlesOfTests } from './titles-of-tests.ts'

const rows = Object.values(securityControls).flat()
const document = readFileSync(join(root, 'build/docs/security.md'), 'utf8')

/** Tests that a row names and that are not there, or that it names by words which fit several. */
function missingProofs({ id, proof }: SecurityControl): readonly string[] {
  return Object.entries(proof).flatMap(([file, titles]) => {
    const path = join(root, file)
    if (!existsSync(path)) return [`${id}: ${file}`]
    const known = titlesOfTests(path)
    const fitting = (words: string): number => new Set(known.filter((each) => each.includes(words))).size
    return titles.filter((words) => fitting(words) !== 1).map((words) => `${id}: ${file}: ${words}`)
  })
}

test('every control has a number of its own, and a proof or a reason why there is none', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  const silent = rows.filter(({ proof, open }) => Object.values(proof).flat().length === 0 && !open)
  expect(silent).toEqual([])
  expect(rows.filter(({ builtIn, open }) => builtIn.length === 0 && !open)).toEqual([])
})

test('every test that a control names is there under its title, and so is every file', () => {
  expect(rows.flatMap(missingProofs)).toEqual([])
  expect(rows.flatMap(({ builtIn }) => builtIn).filter((file) => !existsSync(join(root, file)))).toEqual([])
})

test('a test that was renamed or moved is noticed, and so are words that fit several', () => {
  const [file, other] = ['test/unit/kiosk/seal.test.ts', 'test/unit/kiosk/no-such.test.ts']
  const titles = ['the server opens what the kiosk sealed', 'the server opens whatever', 'is refused']
  const row: SecurityControl = {
    id: 'X1',
    priority: 1,
    says: 'x',
    builtIn: [],
    proof: { [file]: titles, [other]: ['a title'] },
  }
  const missing = [`X1: ${file}: the server opens whatever`, `X1: ${file}: is refused`, `X1: ${other}`]
  expect(missingProofs(row)).toEqual(missing)
})

test('the document shows the rows as they are, and speaks of none that is not there', () => {
  expect(withControlTables(document)).toBe(document)
  const known = new Set(rows.map(({ id }) => id))
  const named = [...document.matchAll(/\b[RGAKSI]\d{1,2}\b/g)].map(([id]) => id)
  expect(named.filter((id) => !known.has(id))).toEqual([])
})
