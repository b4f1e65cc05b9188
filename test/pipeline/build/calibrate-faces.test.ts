import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chipPhotoOf, facePeople } from '../../../native/simulator/camera/index.ts'

const root = join(import.meta.dirname, '../../..')
const stills = join(root, 'test/fixtures/faces')
const BLOCK_HEADER_BYTES = 10

let folder: string
/** The synthetic portraits in the layout that the command reads: a card and a live picture of each. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairs-'))
  for (const [i, person] of facePeople.entries()) {
    mkdirSync(join(folder, `${i}`))
    cpSync(join(stills, `${person}.jpg`), join(folder, `${i}`, 'live-1.jpg'))
    writeFileSync(join(folder, `${i}`, 'card.jpg'), chipPhotoOf(person).subarray(BLOCK_HEADER_BYTES))
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function calibrate(...args: readonly string[]): Promise<{ code: number | null; out: string; errors: string }> {
  const child = spawn(process.execPath, [join(root, 'build/commands/calibrate-faces.ts'), ...args], { cwd: root })
  const said = { out: '', errors: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.errors += chunk.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })))
}

const everything = (): readonly string[] => readdirSync(folder, { recursive: true }).map(String).sort()

test('the shipped engine over the synthetic portraits: what was measured, by which algorithm, and what it proves', async () => {
  const before = everything()
  const { code, out, errors } = await calibrate(folder, '--far', '0.1')
  expect(errors).not.toContain('Error')
  expect(code).toBe(0)
  const n = facePeople.length
  expect(out).toContain('dlib ResNet-34 128-d, version 1 (演示算法 – 未经认证)')
  expect(out).toContain(
    `${n} people, ${n} genuine and ${n * (n - 1)} impostor pairs, 0 pairs with a picture without a face`,
  )
  const row = /\{"model".*\}/.exec(out)?.[0] ?? '{}'
  const { accept, review, scoreKind } = JSON.parse(row) as { accept: number; review: number; scoreKind: string }
  expect(scoreKind).toBe('distance')
  expect(accept).toBeGreaterThan(0.2)
  expect(accept).toBeLessThan(0.8)
  expect(review).toBeGreaterThanOrEqual(accept)
  expect(out).toContain('Not proved')
  expect(everything()).toEqual(before)
}, 180_000)

test('as comma-separated values every limit stands with both rates, holders before strangers', async () => {
  const { out } = await calibrate(folder, '--csv')
  const [head, ...rows] = out.trim().split('\n')
  expect(head).toBe('limit,far,far_low,far_high,frr,frr_low,frr_high')
  const values = rows.map((row) => row.split(',').map(Number))
  expect(values).toHaveLength(new Set(values.map(([limit]) => limit)).size)
  expect(values[0]).toMatchObject({ 1: 0 }) // the closest pair is one of a holder
  expect(values.at(-1)).toMatchObject({ 1: 1, 4: 0 })
}, 180_000)

test('a vendor’s program is calibrated over the kiosk’s own protocol, by its own name', async () => {
  const program = join(folder, 'face-sdk')
  const double = join(root, 'test/fixtures/face-sdk/double.ts')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${double}' good\n`, { mode: 0o755 })
  const { code, out } = await calibrate(folder, '--engine', program)
  expect(code).toBe(0)
  expect(out).toContain('Double: two-process, version 3.1\n')
  expect(out).not.toContain('演示算法')
  expect(out).toContain('No limit keeps the false accept rate') // it calls everybody the same
})

test.each([
  [[], 'name one folder'],
  [['FOLDER', '--far', '2'], 'shares between 0 and 1'],
])('%j is refused in words', async (args, why) => {
  const { code, out, errors } = await calibrate(...args.map((arg) => (arg === 'FOLDER' ? folder : arg)))
  expect([code, out]).toEqual([2, ''])
  expect(errors).toContain(why)
})

test('a folder of one person has no strangers in it', async () => {
  for (const other of readdirSync(folder).slice(1)) rmSync(join(folder, other), { recursive: true })
  expect((await calibrate(folder)).errors).toContain('two people at least')
})
