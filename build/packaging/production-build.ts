import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../setup/shell.ts'

/** The kiosk's app as a hall gets it: main, preload and screens, without a simulator, a sandbox or a demo mode. */
export interface ProductionBuild {
  readonly folder: string
  /** Whose code is in it, as places in the lock file. */
  readonly bundled: readonly string[]
}

/** Packages of which only files are taken, not code. */
const laidBeside = [
  'node_modules/@pinyin-pro/data',
  'node_modules/@tensorflow/tfjs-backend-wasm',
  'node_modules/@vladmandic/face-api',
  'node_modules/@vladmandic/human',
  'node_modules/pinyin-pro',
]

/** Builds the app of a checkout into a folder of its own. */
export async function productionBuild(checkout: string, folder: string): Promise<ProductionBuild> {
  const env = { ...process.env, HALL_PRODUCTION_BUILD: folder, NODE_ENV: 'production' }
  const builder = join(checkout, 'node_modules/electron-vite/bin/electron-vite.js')
  await must(process.execPath, [builder, 'build', '--logLevel', 'warn'], { cwd: checkout, env })
  const lists = ['main', 'preload', 'renderer', 'worker'].map((part) => join(folder, 'packages', `${part}.json`))
  const bundled = lists
    .filter((file) => existsSync(file))
    .flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as string[])
  return { folder, bundled: [...new Set([...bundled, ...laidBeside])] }
}
