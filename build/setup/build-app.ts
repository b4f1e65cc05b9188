import { existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.ts'
import { say } from './say.ts'
import { must } from './shell.ts'
import { digest, once } from './stamp.ts'

const sources = ['electron/**', 'renderer/**', 'native/**', 'sync-server/contract/**', 'build/app/**']
const settings = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json']

/** The folder that Electron takes as the app: its package.json names out/main/index.cjs. */
export const appFolder = root

/** Builds main, preload and screens into out/ when a source changed since the last build. */
export async function buildApp(): Promise<void> {
  const step = { name: 'app', inputs: sourceDigest(), product: join(root, 'out/main/index.cjs') }
  await once(step, async () => {
    say('building the kiosk app')
    rmSync(join(root, 'out'), { recursive: true, force: true })
    await must(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'])
  })
}

function sourceDigest(): string {
  const files = [...globSync(sources, { cwd: root }).sort(), ...settings].filter(isFile)
  return digest(...files.flatMap((file) => [file, readFileSync(join(root, file))]))
}

function isFile(path: string): boolean {
  return existsSync(join(root, path)) && statSync(join(root, path)).isFile()
}
