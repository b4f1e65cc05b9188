import { expect, test } from 'vitest'
import { unacceptedLicences } from '../../../build/packaging/papers.ts'
import { closureOf, isRuntimeFile, runtimeFiles } from '../../../build/packaging/runtime-packages.ts'
import { root } from '../../../build/setup/paths.ts'

test.each([
  'lib/index.js',
  'package.json',
  'LICENSE',
  'prebuilds/linux-x64.node',
  'prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node',
])('%s is shipped', (path) => expect(isRuntimeFile(path)).toBe(true))

test.each([
  'lib/index.d.ts',
  'lib/index.js.map',
  'README.md',
  'test/index.js',
  'deps/sqlite3/sqlite3.c',
  'prebuilds/darwin-x64.node',
  'prebuilds/linux-arm64.node',
  'prebuilds/linux-x64/@serialport+bindings-cpp.musl.node',
])('%s is not', (path) => expect(isRuntimeFile(path)).toBe(false))

test('what serialport loads is found, also below its own folder', () => {
  const places = closureOf(['serialport'], root)
  expect(places).toContain('node_modules/@serialport/bindings-cpp')
  expect(places).toContain('node_modules/node-gyp-build')
  expect(places).toContain('node_modules/serialport/node_modules/debug')
  expect(places).not.toContain('node_modules/better-sqlite3')
})

test('every native package keeps exactly one binary', () => {
  for (const place of ['better-sqlite3', '@serialport/bindings-cpp', '@koromix/koffi-linux-x64']) {
    const binaries = runtimeFiles(`node_modules/${place}`, root).filter((path) => path.endsWith('.node'))
    expect(binaries, place).toHaveLength(1)
  }
})

test.each(['GPL-3.0', 'unknown', 'SEE LICENSE IN LICENSE.txt', 'AGPL-3.0 OR GPL-2.0'])(
  'a part under %s stops the build',
  (licence) => {
    const part = { name: 'a', version: '1', licence, texts: [] }
    expect(unacceptedLicences([part, { ...part, name: 'b', licence: 'MIT' }])).toEqual([`a: ${licence}`])
  },
)
