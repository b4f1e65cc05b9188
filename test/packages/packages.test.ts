import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesInAsar } from '../../build/packaging/asar.ts'
import { wrongFuses } from '../../build/packaging/fuses.ts'
import { LARGEST_KIOSK_BYTES } from '../../build/packaging/packages.ts'
import { Tree } from '../../build/packaging/tree.ts'
import { root } from '../../build/setup/paths.ts'
import { checkout, packAt } from '../fixtures/packaging/checkouts.ts'

/** Words that only a simulator, a sandbox or a demo has, and a source file that has them. */
const demoWords: readonly (readonly [word: string, source: string])[] = [
  ['HALLDEMO', 'native/document/demo-chip-photo.ts'],
  ['HALL_CDP_PORT', 'electron/main/index.ts'],
  ['hall-reader-', 'native/simulator/main.ts'],
  ['/sandbox/people', 'sync-server/sandbox/sandbox.routes.ts'],
  ['Hall-1001-demo', 'sync-server/sandbox/sandbox.service.ts'],
  ['Huanying2026', 'build/demo/demo-seed.ts'],
]
/** The only face engine there is yet: it calls itself a demonstration on every screen where it works. */
const faceEngine = /^out\/renderer\/assets\/demo-engine\.worker-/
const places: string[] = []
let first: string
let unpacked: string

beforeAll(async () => {
  const one = await checkout('one')
  places.push(dirname(one))
  first = await packAt(one, { env: { LC_ALL: 'C.UTF-8', TZ: 'UTC' }, umask: '022' })
  unpacked = mkdtempSync(join(tmpdir(), 'hall-unpacked-'))
  places.push(unpacked)
  for (const name of ['kiosk', 'server']) {
    execFileSync('dpkg-deb', ['--extract', globSync(join(first, `hall-${name}_*.deb`))[0] ?? '', join(unpacked, name)])
  }
})
afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })))

test('another folder, another time, another mask and another language give the same bytes', async () => {
  const two = await checkout('two')
  places.push(dirname(two))
  const env = { LC_ALL: 'C', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Shanghai', HOME: '/nonexistent', USER: 'other' }
  const second = await packAt(two, { env, umask: '077', clock: '+400d' })
  const [names, others] = [first, second].map((folder) => new Tree(folder).files())
  expect(names).toEqual(others)
  expect(names).toContain(basename(globSync(join(first, 'hall-kiosk_*.deb'))[0] ?? 'no package'))
  for (const name of names ?? []) {
    expect(readFileSync(join(second, name)).equals(readFileSync(join(first, name))), name).toBe(true)
  }
})

describe('the kiosk', () => {
  const home = (): string => join(unpacked, 'kiosk/opt/hall-kiosk')
  const archive = (): ReadonlyMap<string, Buffer | 'unpacked'> =>
    filesInAsar(readFileSync(join(home(), 'runtime/resources/app.asar')))

  test('holds no simulator, sandbox, demo or source map', () => {
    const paths = [...archive().keys()].filter((path) => !faceEngine.test(path))
    expect(paths.filter((path) => /simulator|sandbox|\bdemo\b|\.map$|\.ts$/.test(path))).toEqual([])
    const scripts = [...archive()].filter(([path]) => /^out\/.*\.c?js$/.test(path))
    expect(scripts.length).toBeGreaterThan(10)
    for (const [word, source] of demoWords) {
      expect(readFileSync(join(root, source), 'utf8'), source).toContain(word)
      const found = scripts.filter(([, content]) => content.includes(word)).map(([path]) => path)
      expect({ word, found }).toEqual({ word, found: [] })
    }
  })

  test('has every fuse as the table wants it', async () => {
    expect(await wrongFuses(join(home(), 'runtime/hall-kiosk'))).toEqual([])
  })

  test('is no Node and takes no debugger', () => {
    const env = { PATH: '/usr/bin:/bin', ELECTRON_RUN_AS_NODE: '1' }
    const { stdout } = spawnSync(join(home(), 'runtime/hall-kiosk'), ['--no-sandbox', '-e', 'console.log(6 * 7)'], {
      encoding: 'utf8',
      env,
      timeout: 20_000,
    })
    expect(stdout).not.toContain('42')
  })

  test('fits', () => {
    expect(new Tree(join(unpacked, 'kiosk')).bytes()).toBeLessThan(LARGEST_KIOSK_BYTES)
  })

  test('does not start with one bit flipped in any of its files', () => {
    const copy = join(unpacked, 'flipped')
    cpSync(home(), copy, { recursive: true })
    const launch = (): number | null => spawnSync(join(copy, 'bin/launch'), ['--version']).status
    for (const path of new Tree(copy).files().filter((name) => name !== 'bin/launch')) {
      const bytes = readFileSync(join(copy, path))
      const at = Math.floor(bytes.length / 2)
      bytes[at]! ^= 4
      writeFileSync(join(copy, path), bytes)
      expect({ path, status: launch() }).toEqual({ path, status: 78 })
      cpSync(join(home(), path), join(copy, path))
    }
    expect(launch()).not.toBe(78)
  })

  test('brings its papers: every package of the bill of materials stands in the licence report', () => {
    const papers = join(unpacked, 'kiosk/usr/share/doc/hall-kiosk')
    const bill = JSON.parse(readFileSync(join(papers, 'sbom.cdx.json'), 'utf8')) as {
      bomFormat: string
      components: { name: string; version: string }[]
    }
    const report = readFileSync(join(papers, 'LICENSES.txt'), 'utf8')
    expect(bill.bomFormat).toBe('CycloneDX')
    expect(bill.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['electron', 'chromium', 'vue', 'better-sqlite3', '@vladmandic/human', 'serialport']),
    )
    for (const { name, version } of bill.components) expect(report).toContain(`${name} ${version}\nLicence: `)
  })
})

describe('the server', () => {
  const home = (): string => join(unpacked, 'server/opt/hall-server')
  const start = (env: NodeJS.ProcessEnv) =>
    spawnSync(join(home(), 'bin/node'), [join(home(), 'sync-server/main.ts')], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', ...env },
      timeout: 60_000,
    })

  test('holds no sandbox and no word of it', () => {
    const own = new Tree(join(home(), 'sync-server')).files()
    expect(own.filter((path) => /sandbox\/|simulator|production\.ts$/.test(path))).toEqual([])
    for (const [word] of demoWords) {
      const found = own.filter((path) => readFileSync(join(home(), 'sync-server', path)).includes(word))
      expect({ word, found }).toEqual({ word, found: [] })
    }
  })

  test('refuses to be a demo', () => {
    const { status, stderr } = start({ HALL_MODE: 'demo', HALL_DATA: mkdtempSync(join(unpacked, 'data-')) })
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('HALL_MODE=production') })
  })

  test('loads everything that it imports, and in production names what it still lacks', () => {
    const { status, stderr } = start({ HALL_MODE: 'production', HALL_DATA: mkdtempSync(join(unpacked, 'data-')) })
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('HALL_ORIGIN') })
  })
})
