import { existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.ts'
import { say } from './say.ts'
import { must } from './shell.ts'
import { digest, once } from './stamp.ts'

/** One thing that is built: from what, by what, and what of `out/` it is. */
interface Build {
  readonly name: string
  readonly what: string
  readonly sources: readonly string[]
  readonly except: readonly string[]
  readonly tool: readonly [string, ...string[]]
  readonly folders: readonly string[]
  readonly product: string
}

const ofAll = ['sync-server/contract/**', 'build/app/**', 'package.json', 'package-lock.json', 'tsconfig.base.json']

const kiosk: Build = {
  name: 'app',
  what: 'the kiosk app',
  sources: ['electron/**', 'renderer/**', 'native/**', 'electron.vite.config.ts', ...ofAll],
  except: ['renderer/phone/**', 'renderer/console/**'],
  tool: ['electron-vite/bin/electron-vite.js', 'build'],
  folders: ['out/main', 'out/preload', 'out/renderer'],
  product: 'out/main/index.cjs',
}
/** Pages that the server serves; of the other screens they know nothing. */
const servedPages = (name: 'phone' | 'console', what: string, except: readonly string[]): Build => ({
  name: `${name}-pages`,
  what,
  sources: ['renderer/**', ...ofAll],
  except,
  tool: ['vite/bin/vite.js', 'build', '--config', `build/app/${name}.vite.ts`, '--logLevel', 'warn'],
  folders: [`out/${name}`],
  product: `out/${name}/index.html`,
})
const phone = servedPages('phone', "the phone's pages", ['renderer/kiosk/**', 'renderer/console/**'])
const adminConsole = servedPages('console', "the console's pages", ['renderer/kiosk/**', 'renderer/phone/**'])

/** The folder that Electron takes as the app: its package.json names out/main/index.cjs. */
export const appFolder = root

/** Builds main, preload and screens of the kiosk when a source changed since the last build. */
export const buildKiosk = (): Promise<void> => build(kiosk)

/** Builds the pages that the server gives to phones when a source changed since the last build. */
export const buildPhone = (): Promise<void> => build(phone)

/** Builds the pages of the administrator's console when a source changed since the last build. */
export const buildConsole = (): Promise<void> => build(adminConsole)

/** Builds everything that runs on a screen. */
export async function buildApp(): Promise<void> {
  await buildKiosk()
  await buildPhone()
  await buildConsole()
}

async function build({ name, what, tool, folders, product, ...from }: Build): Promise<void> {
  await once({ name, inputs: digestOf(from), product: join(root, product) }, async () => {
    say(`building ${what}`)
    for (const folder of folders) rmSync(join(root, folder), { recursive: true, force: true })
    const [program, ...args] = tool
    await must(process.execPath, [join(root, 'node_modules', program), ...args])
  })
}

function digestOf({ sources, except }: Pick<Build, 'sources' | 'except'>): string {
  const files = globSync(sources, { cwd: root, exclude: [...except] })
    .sort()
    .filter(isFile)
  return digest(...files.flatMap((file) => [file, readFileSync(join(root, file))]))
}

function isFile(path: string): boolean {
  return existsSync(join(root, path)) && statSync(join(root, path)).isFile()
}
