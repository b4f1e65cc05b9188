import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PNG } from 'pngjs'
import { root } from '../../../build/setup/paths.ts'

const largestBytes = 300 * 1024
const halves = 2

/** Puts a screen into the README, at half its size; only where HALL_UPDATE_SCREENSHOT asks for it. */
export function updateReadmePicture(screenshot: string, name: 'counter' | 'terminal'): void {
  if (process.env['HALL_UPDATE_SCREENSHOT'] !== '1') return
  const small = PNG.sync.write(halved(PNG.sync.read(readFileSync(screenshot))), { deflateLevel: 9, colorType: 2 })
  if (small.length > largestBytes) throw new Error(`the picture has ${small.length} bytes, more than ${largestBytes}`)
  const file = join(root, `build/docs/${name}.png`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, small)
}

function halved(image: PNG): PNG {
  const small = new PNG({ width: image.width / halves, height: image.height / halves })
  for (let i = 0; i < small.data.length; i++) {
    const [channel, pixel] = [i % 4, i >> 2]
    const [x, y] = [pixel % small.width, Math.floor(pixel / small.width)]
    const at = (dx: number, dy: number): number =>
      image.data[((y * halves + dy) * image.width + x * halves + dx) * 4 + channel] ?? 0
    small.data[i] = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) >> 2
  }
  return small
}
