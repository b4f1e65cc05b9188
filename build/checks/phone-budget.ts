import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { single, type Outcome } from './outcome.ts'

/** Everything that a cheap phone on a slow line may have to fetch before the face engine. */
const MOST_BYTES = 150 * 1024
/** What only opens with the camera. */
const OF_FACE = /^(models|wasm)\/|face|engine|tfjs|human/i
const ENCODINGS = { brotli: '.br', gzip: '.gz' } as const

/** What the first page fetches: itself and the addresses in it. */
function firstFiles(folder: string): readonly string[] {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  return ['index.html', ...[...html.matchAll(/(?:src|href)="\/phone\/([^"]+)"/g)].flatMap(([, file]) => file ?? [])]
}

/** Every page and every step together, as if somebody went through all of them. */
function allFiles(folder: string): readonly string[] {
  return globSync('**/*.{html,js,css,svg}', { cwd: folder }).filter((file) => !OF_FACE.test(file))
}

const kibibytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`
const weightOf = (folder: string, files: readonly string[], suffix: string): number =>
  files.reduce((sum, file) => sum + statSync(join(folder, file + suffix)).size, 0)

/** What the phone's pages weigh as they travel, and whether that is more than a cheap phone should carry. */
export function phoneBudget(folder = join(root, 'out/phone')): Promise<Outcome> {
  const lines = Object.entries(ENCODINGS).map(([encoding, suffix]) => {
    const first = weightOf(folder, firstFiles(folder), suffix)
    const all = weightOf(folder, allFiles(folder), suffix)
    return {
      isWithin: all <= MOST_BYTES,
      text: `${encoding}: first page ${kibibytes(first)}, all pages ${kibibytes(all)}`,
    }
  })
  const told = lines.map(({ text }) => text).join('; ')
  const isWithin = lines.every((line) => line.isWithin)
  return Promise.resolve(single(`phone pages (${told})`, isWithin, `more than ${kibibytes(MOST_BYTES)}: ${told}`))
}
