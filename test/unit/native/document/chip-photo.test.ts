import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bitmapBytes, decodeBitmap } from '../../../../native/document/bitmap.ts'
import { openChipPhotoDecoder } from '../../../../native/index.ts'
import { cardOf, people } from '../../../../native/simulator/people.ts'
import { brokenPhoto, photoBlockOf, placeholderPhoto } from '../../../../native/simulator/photo-block.ts'
import { compilerTest, scratch } from '../support/socat.ts'

const undecodable = expect.objectContaining({ code: 'chip-photo.undecodable' })

/** What vendor libraries do with a block: 1 and a bitmap, 0 and nothing, or something that is no bitmap. */
const VENDOR = `
#include <string.h>
static void u32(unsigned char *p, unsigned v) { p[0] = v; p[1] = v >> 8; p[2] = v >> 16; p[3] = v >> 24; }
int unpack(char *wlt, char *bmp, int save) {
  unsigned char *b = (unsigned char *)bmp;
  (void)save;
  if (wlt[0] == 'E') return -1;
  if (wlt[0] == 'N') { memset(b, 0x55, 38862); return 1; }
  memset(b, 0, 38862);
  b[0] = 'B'; b[1] = 'M';
  u32(b + 2, 38862); u32(b + 10, 54); u32(b + 14, 40); u32(b + 18, 102); u32(b + 22, 126);
  b[26] = 1; b[28] = 24;
  for (int y = 0; y < 126; y++)
    for (int x = 0; x < 102; x++) {
      unsigned char *p = b + 54 + y * 308 + x * 3;
      p[0] = x; p[1] = y; p[2] = (unsigned char)wlt[1];
    }
  return 1;
}`

async function vendorLibrary(): Promise<string> {
  const dir = await scratch()
  await writeFile(join(dir, 'vendor.c'), VENDOR)
  const library = join(dir, 'libvendor.so')
  execFileSync('gcc', ['-shared', '-fPIC', '-o', library, join(dir, 'vendor.c')])
  return library
}

const block = (first: string, second = 0): Uint8Array => {
  const bytes = new Uint8Array(1024)
  bytes[0] = first.charCodeAt(0)
  bytes[1] = second
  return bytes
}

describe('vendor library', () => {
  compilerTest('its bitmap becomes rows from the top in RGBA, and is certified', async () => {
    const decoder = openChipPhotoDecoder({ libraryPath: await vendorLibrary(), isDemo: false })
    const photo = await decoder!.decode(block('P', 200))
    expect(decoder!.isCertified).toBe(true)
    expect(photo).toMatchObject({ width: 102, height: 126, isCertifiedDecoder: true })
    expect([...photo.rgba.subarray(0, 8)]).toEqual([200, 125, 0, 255, 200, 125, 1, 255])
    expect([...photo.rgba.subarray(-4)]).toEqual([200, 0, 101, 255])
  })

  compilerTest('blocks decoded at once do not mix', async () => {
    const decoder = openChipPhotoDecoder({ libraryPath: await vendorLibrary(), isDemo: false })!
    const photos = await Promise.all([10, 20, 30].map((red) => decoder.decode(block('P', red))))
    expect(photos.map((photo) => photo.rgba[0])).toEqual([10, 20, 30])
  })

  compilerTest('its refusal, its nonsense and a wrong block are undecodable', async () => {
    const decoder = openChipPhotoDecoder({ libraryPath: await vendorLibrary(), isDemo: false })!
    await expect(decoder.decode(block('E'))).rejects.toEqual(undecodable)
    await expect(decoder.decode(block('N'))).rejects.toEqual(undecodable)
    await expect(decoder.decode(new Uint8Array(10))).rejects.toEqual(undecodable)
    await expect(decoder.decode(block('P', 1))).resolves.toBeDefined()
  })

  test('a library that is not there is refused at once', () => {
    expect(() => openChipPhotoDecoder({ libraryPath: '/no/such/library.so', isDemo: false })).toThrow(undecodable)
  })
})

describe('the simulator’s own block', () => {
  const demo = openChipPhotoDecoder({ isDemo: true })!

  test('is decoded in demo mode and is not certified', async () => {
    const photo = await demo.decode(placeholderPhoto())
    expect(photo).toMatchObject({ width: 102, height: 126, isCertifiedDecoder: false })
    expect(photo.rgba).toHaveLength(102 * 126 * 4)
    expect(demo.isCertified).toBe(false)
  })

  test.each(people.filter(({ document }) => document))('$id has the photo that the card is for', async (person) => {
    const card = cardOf(person)
    const photo = card.kind === 'identity' ? demo.decode(card.blocks.photo) : undefined
    if (person.hasBrokenPhoto) await expect(photo).rejects.toEqual(undecodable)
    else expect(await photo).toMatchObject({ width: 102, height: 126 })
  })

  test('outside demo mode there is no decoder for it', () => {
    expect(openChipPhotoDecoder({ isDemo: false })).toBeUndefined()
  })

  test.each([
    ['filler', brokenPhoto()],
    ['a short block', placeholderPhoto().subarray(0, 1_000)],
    ['an empty picture', photoBlockOf(new Uint8Array())],
    ['a picture that is none', photoBlockOf(new Uint8Array(500).fill(0xff))],
    ['a picture longer than the block', placeholderPhoto().map((byte, i) => (i === 8 ? 0xff : byte))],
    ['a picture cut in the middle', placeholderPhoto().fill(0, 300)],
  ])('%s never throws anything untyped', async (_what, bytes) => {
    const outcome = await demo.decode(bytes).catch((error: unknown) => error)
    if (outcome instanceof Error) expect(outcome).toEqual(undecodable)
    else expect(outcome).toMatchObject({ width: 102, height: 126 })
  })
})

describe('bitmap', () => {
  const size = { width: 102, height: 126 }

  test('a chip photo’s bitmap has 38862 bytes', () => expect(bitmapBytes(102, 126)).toBe(38_862))

  test.each([0, 54, 38_861])('%i bytes are too few', (bytes) => {
    expect(() => decodeBitmap(new Uint8Array(bytes), size)).toThrow(undecodable)
  })

  test('pixels said to lie behind the end are refused', () => {
    const file = new Uint8Array(38_862)
    const view = new DataView(file.buffer)
    file.set([0x42, 0x4d])
    view.setUint32(10, 0xffff, true)
    view.setInt32(18, 102, true)
    view.setInt32(22, 126, true)
    view.setUint16(28, 24, true)
    expect(() => decodeBitmap(file, size)).toThrow(undecodable)
  })
})
