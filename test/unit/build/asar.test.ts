import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type ArchiveEntry, asarOf, filesInAsar } from '../../../build/packaging/asar.ts'

const folder = mkdtempSync(join(tmpdir(), 'asar-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function entry(path: string, content: string | Uint8Array, isUnpacked = false): ArchiveEntry {
  const from = join(folder, path.replaceAll('/', '_'))
  writeFileSync(from, content)
  return { path, from, isUnpacked }
}

const entries = [
  entry('package.json', '{"main":"out/main.cjs"}'),
  entry('out/main.cjs', 'console.log("中文")'),
  entry('out/empty.txt', ''),
  entry('out/large.bin', new Uint8Array(5 * 1024 * 1024).fill(7)),
  entry('node_modules/a/a.node', 'native', true),
]

test('what was packed is found again, and native modules lie outside', () => {
  const files = filesInAsar(asarOf(entries))
  expect([...files.keys()].sort()).toEqual(entries.map(({ path }) => path).sort())
  expect(String(files.get('out/main.cjs'))).toBe('console.log("中文")')
  expect(files.get('out/empty.txt')).toHaveLength(0)
  expect((files.get('out/large.bin') as Buffer).every((byte) => byte === 7)).toBe(true)
  expect(files.get('node_modules/a/a.node')).toBe('unpacked')
})

test('the order in which files are found changes nothing', () => {
  expect(asarOf(entries.toReversed()).equals(asarOf(entries))).toBe(true)
})

test('another content gives another archive', () => {
  const other = [entry('package.json', '{"main":"other.cjs"}'), ...entries.slice(1)]
  const before = asarOf([entry('package.json', '{"main":"out/main.cjs"}'), ...entries.slice(1)])
  entry('package.json', '{"main":"other.cjs"}')
  expect(asarOf(other).equals(before)).toBe(false)
})
