import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { FromInput, ToInput } from '../../../electron/input-method/input-messages.ts'

const folder = mkdtempSync(join(tmpdir(), 'hall-input-'))
const file = join(folder, 'pinyin.json')
const told: FromInput[] = []
let hear: (event: { data: ToInput }) => void

afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  told.length = 0
  vi.resetModules()
  const parentPort = {
    on: (_name: string, listener: typeof hear) => (hear = listener),
    postMessage: (message: FromInput) => void told.push(message),
  }
  Object.defineProperty(process, 'parentPort', { value: parentPort, configurable: true })
  process.argv[2] = file
})

const start = (dictionary: unknown): Promise<unknown> => {
  writeFileSync(file, JSON.stringify(dictionary))
  return import('../../../electron/input-method/input-process.ts')
}

test('tells when it is ready, and answers under the number of the question', async () => {
  await start({ wang: { 王: 60 }, fang: { 芳: 70 } })
  expect(told).toEqual([{ kind: 'ready' }])
  hear({ data: { id: 7, letters: 'wangfang' } })
  expect(told[1]).toMatchObject({ kind: 'suggested', id: 7 })
  expect(told[1]).toHaveProperty('suggestions.0', { text: '王芳', uses: 8 })
})

test.each([[{ wang: ['王'] }], [{ wang: { 王: -1 } }], ['wang'], [null]])('%j is no dictionary', async (content) => {
  await expect(start(content)).rejects.toThrow('not a dictionary')
  expect(told).toEqual([])
})

test('without the file it does not start', async () => {
  process.argv[2] = join(folder, 'absent.json')
  await expect(import('../../../electron/input-method/input-process.ts')).rejects.toThrow('ENOENT')
})
