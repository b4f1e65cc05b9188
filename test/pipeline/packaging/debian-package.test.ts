import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { aptRepository } from '../../../build/packaging/apt-repository.ts'
import { packDebian } from '../../../build/packaging/debian-package.ts'
import { Tree } from '../../../build/packaging/tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'deb-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const release = { version: '1.0.0', epochS: 1_795_910_400, commit: 'abcdef', marks: [] }
const described = { name: 'hall-test', summary: 'Test', depends: [], scripts: join(folder, 'scripts'), conffiles: [] }

async function packed(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  mkdirSync(described.scripts, { recursive: true })
  writeFileSync(join(described.scripts, 'postinst'), '#!/bin/sh\n')
  const outDir = join(folder, name)
  mkdirSync(outDir)
  const tree = new Tree(join(folder, `${name}.tree`))
  for (const [path, content] of Object.entries(files)) tree.write(path, content, { isProgram: path.startsWith('bin/') })
  tree.link('usr/bin/test', '/bin/test')
  return (await packDebian(tree, { described, release, outDir })).file
}

test('the order of writing, the place and the mask for new files leave no trace', async () => {
  const mask = process.umask(0o022)
  const first = await packed('first', { 'bin/a': 'one', 'opt/b': 'two' })
  process.umask(0o077)
  const second = await packed('second', { 'opt/b': 'two', 'bin/a': 'one' })
  process.umask(mask)
  expect(readFileSync(second).equals(readFileSync(first))).toBe(true)
  const listing = execFileSync('dpkg-deb', ['--contents', first], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', TZ: 'UTC' },
  })
  expect(listing).toMatch(/^-rwxr-xr-x root\/root +3 2026-11-29 00:00 \.\/bin\/a$/m)
  expect(listing).toMatch(/^-rw-r--r-- root\/root +3 2026-11-29 00:00 \.\/opt\/b$/m)
})

test('another content gives another package', async () => {
  const [first, second] = [await packed('third', { a: 'one' }), await packed('fourth', { a: 'two' })]
  expect(readFileSync(second).equals(readFileSync(first))).toBe(false)
})

test('apt takes the repository with its key, and not after a change', async () => {
  const deb = await packed('fifth', { a: 'one' })
  const repository = join(folder, 'apt')
  await aptRepository([deb], repository, release)
  const key = join(folder, 'key.gpg')
  execFileSync('gpg', ['--batch', '--yes', '--dearmor', '--output', key, join(repository, 'hall-kiosk.asc')])
  const isTrusted = (): boolean => {
    try {
      execFileSync('gpgv', ['--keyring', key, join(repository, 'InRelease')], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  expect(isTrusted()).toBe(true)
  const inRelease = join(repository, 'InRelease')
  writeFileSync(inRelease, readFileSync(inRelease, 'utf8').replace('Suite: stable', 'Suite: staple'))
  expect(isTrusted()).toBe(false)
})
