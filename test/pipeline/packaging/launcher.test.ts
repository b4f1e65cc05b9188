import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signFolder } from '../../../build/packaging/manifest.ts'
import { Tree } from '../../../build/packaging/tree.ts'
import { root } from '../../../build/setup/paths.ts'

const CHANGED = 78
const POSITIONS = 12
let folder: string
let home: string

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { privateKey, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), isDemo: true }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-'))
  const tree = new Tree(folder)
  tree.copy('home/bin/launch', join(root, 'build/packaging/kiosk/launch'), { isProgram: true })
  tree.write('home/runtime/hall-kiosk', '#!/bin/sh\necho "started $*"\n/usr/bin/env\n', { isProgram: true })
  tree.write('home/runtime/app.asar', Buffer.alloc(4096, 'program '))
  tree.write('home/runtime/locales/a b-中文.pak', 'texts')
  signFolder(tree, 'home', newKey())
  home = join(folder, 'home')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function launch(env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(join(home, 'bin/launch'), ['--config', 'a b'], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', ...env },
  })
  return { status, stdout, stderr }
}

function flipBit(path: string, position: number): void {
  const bytes = readFileSync(path)
  bytes[position]! ^= 1 << (position % 8)
  writeFileSync(path, bytes)
}

test('untouched files start, with their arguments as they were given', () => {
  expect(launch()).toMatchObject({ status: 0, stdout: expect.stringContaining('started --config a b') })
})

test('nothing of the environment reaches the kiosk but the display and the credentials', () => {
  const hostile = {
    LD_LIBRARY_PATH: '/tmp',
    NODE_OPTIONS: '--inspect',
    HALL_SQLITE_BINDING: '/tmp/evil.node',
    FOO: '1',
  }
  const { stdout } = launch({ ...hostile, DISPLAY: ':9', CREDENTIALS_DIRECTORY: '/run/credentials/a b' })
  const names = stdout.split('\n').flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? [])
  expect(new Set(names)).toEqual(new Set(['PATH', 'LANG', 'DISPLAY', 'CREDENTIALS_DIRECTORY', 'PWD']))
  expect(stdout).toContain('CREDENTIALS_DIRECTORY=/run/credentials/a b')
})

test('one flipped bit at any sampled place of any file stops it and names the file', () => {
  const untouched = `${home}.untouched`
  cpSync(home, untouched, { recursive: true })
  const paths = new Tree(home).files().filter((name) => name !== 'bin/launch')
  for (const [path, position] of paths.flatMap((name) => sampledPlaces(name))) {
    flipBit(join(home, path), position)
    const { status, stdout, stderr } = launch()
    expect({ path, position, status, stdout }).toEqual({ path, position, status: CHANGED, stdout: '' })
    expect(stderr).toMatch(/^hall-kiosk: 程序文件与发布时的签名清单不一致，终端没有启动。/)
    expect(stderr).toMatch(path.startsWith('manifest') ? /签名无效/ : new RegExp(`${path}|签名无效`))
    cpSync(join(untouched, path), join(home, path))
  }
  expect(launch().status).toBe(0)
})

function sampledPlaces(path: string): (readonly [path: string, position: number])[] {
  const last = readFileSync(join(home, path)).length - 1
  const positions = Array.from({ length: POSITIONS }, (_, i) => Math.floor((i * last) / (POSITIONS - 1)))
  return [...new Set(positions)].map((position) => [path, position] as const)
}

test.each<[string, () => void, string]>([
  ['an added file', () => writeFileSync(join(home, 'runtime/libextra.so'), ''), './runtime/libextra.so'],
  ['a missing file', () => rmSync(join(home, 'runtime/app.asar')), './runtime/app.asar'],
  [
    'a link in place of a file',
    () => {
      rmSync(join(home, 'runtime/app.asar'))
      symlinkSync('/dev/null', join(home, 'runtime/app.asar'))
    },
    './runtime/app.asar',
  ],
  ['a longer launcher', () => appendFileSync(join(home, 'bin/launch'), '\n'), './bin/launch'],
  ['a file whose name holds a line break', () => writeFileSync(join(home, 'runtime/a\nb'), ''), './runtime/a'],
])('%s stops it', (_, change, named) => {
  change()
  const { status, stdout, stderr } = launch()
  expect({ status, stdout }).toEqual({ status: CHANGED, stdout: '' })
  expect(stderr).toContain(named)
})

test('a list signed by somebody else stops it', () => {
  const { publicPem } = newKey()
  writeFileSync(join(home, 'release-key.pem'), publicPem)
  expect(launch()).toMatchObject({ status: CHANGED, stderr: expect.stringContaining('签名无效') })
})
