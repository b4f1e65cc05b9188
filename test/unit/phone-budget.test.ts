import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { phoneBudget } from '../../build/checks/phone-budget.ts'

const KIB = 1024
let folder = ''
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A build whose files travel with these sizes. */
function buildOf(sizes: Readonly<Record<string, number>>): string {
  folder = mkdtempSync(join(tmpdir(), 'phone-pages-'))
  for (const [name, bytes] of Object.entries(sizes)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), '<script type="module" src="/phone/assets/index.js"></script>')
    for (const suffix of ['.br', '.gz']) writeFileSync(join(folder, name + suffix), randomBytes(bytes))
  }
  return folder
}

test('pages that fit are within the budget, and what each sight weighs is told', async () => {
  const outcome = await phoneBudget(
    buildOf({ 'index.html': KIB, 'assets/index.js': 60 * KIB, 'assets/page.js': 20 * KIB }),
  )
  expect(outcome).toMatchObject({ passed: 1, failed: 0 })
  expect(outcome.name).toContain('brotli: first page 61.0 KiB, all pages 81.0 KiB')
})

test('one byte too many on any page is too much', async () => {
  const sizes = { 'index.html': KIB, 'assets/index.js': 60 * KIB, 'assets/page.js': 89 * KIB + 1 }
  expect(await phoneBudget(buildOf(sizes))).toMatchObject({ passed: 0, failed: 1 })
})

test('the face engine is not counted: it is fetched with the camera', async () => {
  const sizes = {
    'index.html': KIB,
    'assets/index.js': 60 * KIB,
    'assets/FaceErrand.js': 9 * KIB,
    'assets/demo-engine.worker.js': 900 * KIB,
  }
  expect(await phoneBudget(buildOf(sizes))).toMatchObject({ passed: 1, failed: 0 })
})
