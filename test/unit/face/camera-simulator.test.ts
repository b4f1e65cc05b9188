import jpeg from 'jpeg-js'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chipPhotoOf, facePeople, switchScene, writeClip } from '../../../native/simulator/camera/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'clip-'))
const clip = join(folder, 'camera.y4m')
const FRAME_BYTES = 6 + (640 * 480 * 3) / 2
const headOf = (): string => readFileSync(clip).subarray(0, 80).toString('latin1').split('\n')[0] ?? ''

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a clip', () => {
  test('is a whole number of frames behind one header', async () => {
    await writeClip('chen-jing', clip, { fps: 1 })
    expect(headOf()).toBe('YUV4MPEG2 W640 H480 F1:1 Ip A1:1 C420jpeg')
    expect((statSync(clip).size - headOf().length - 1) % FRAME_BYTES).toBe(0)
  })

  test.each(['chen-jing', 'wang-lei', 'two-people', 'black'] as const)(
    'showing %s has the same length and keeps the same file',
    async (scene) => {
      await writeClip('chen-jing', clip, { fps: 1 })
      const { size, ino } = statSync(clip)
      const before = readFileSync(clip)
      await switchScene(clip, scene)
      expect(statSync(clip)).toMatchObject({ size, ino })
      expect(before.equals(readFileSync(clip))).toBe(scene === 'chen-jing')
    },
  )

  test('can be only of the size of the stills', async () => {
    await expect(writeClip('empty', clip, { width: 320, height: 240 })).rejects.toThrow('640')
  })
})

test('other files are not overwritten', async () => {
  const other = join(folder, 'other')
  rmSync(other, { force: true })
  await expect(switchScene(other, 'empty')).rejects.toThrow('ENOENT')
})

test.each(facePeople)('the chip photo of %s is a tagged block with a portrait of 102 × 126', (person) => {
  const block = Buffer.from(chipPhotoOf(person))
  const end = 10 + block.readUInt16BE(8)
  expect([block.length, block.toString('ascii', 0, 8)]).toEqual([1024, 'HALLDEMO'])
  expect(jpeg.decode(block.subarray(10, end))).toMatchObject({ width: 102, height: 126 })
  expect(block.subarray(end).every((byte) => byte === 0)).toBe(true)
})
