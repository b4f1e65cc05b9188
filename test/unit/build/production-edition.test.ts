import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { replacedInProduction } from '../../../build/app/production-edition.ts'
import { serverSources } from '../../../build/packaging/server-package.ts'
import { root } from '../../../build/setup/paths.ts'
import { configOf } from '../../../electron/config/read-config.ts'
import { hasDemoMode } from '../../../electron/config/demo-mode.production.ts'
import { demoChipPhotoDecoder } from '../../../native/document/demo-chip-photo.production.ts'
import { bindDemo } from '../../../sync-server/demo.production.ts'
import { settingsOf } from '../../../sync-server/platform/settings.ts'

const imports = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g

test.each(Object.entries(replacedInProduction))('%s and what replaces it offer the same', async (file, replacement) => {
  const [demo, production] = (await Promise.all([import(join(root, file)), import(join(root, replacement))])) as Record<
    string,
    unknown
  >[]
  expect(Object.keys(production!).sort()).toEqual(Object.keys(demo!).sort())
})

test('the packed server is whole without its sandbox', () => {
  const sources = serverSources(root).filter(({ path }) => path.endsWith('.ts'))
  const shipped = new Set(sources.map(({ path }) => path))
  const wanted = sources.flatMap(({ path, from }) =>
    [...readFileSync(from, 'utf8').matchAll(imports)].map(([, to = '']) => join(dirname(path), to)),
  )
  expect(wanted.filter((path) => path.endsWith('.ts') && !shipped.has(path))).toEqual([])
  expect([...shipped].filter((path) => /sandbox|simulator|production/.test(path))).toEqual([])
  expect(existsSync(join(root, 'sync-server/sandbox'))).toBe(true)
})

test('the packed server refuses demo mode and starts in production', async () => {
  const demo = settingsOf({ HALL_MODE: 'demo', HALL_DATA: '/nowhere' })
  await expect(bindDemo(undefined, undefined, demo)).rejects.toThrow('HALL_MODE=production')
  await expect(bindDemo(undefined, undefined, { ...demo, mode: 'production' })).resolves.toBeUndefined()
})

test('the packed kiosk has no demo mode and no decoder of the simulator', () => {
  expect(hasDemoMode).toBe(false)
  expect(() => demoChipPhotoDecoder()).toThrow('no demo mode')
  expect(configOf(`{ server: 'http://127.0.0.1:1', data: 'd', demo: true }`, '/').isDemo).toBe(true)
})
