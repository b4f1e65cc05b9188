import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, runtimeDir } from '../paths.ts'
import { say } from '../say.ts'
import { run } from '../shell.ts'
import { digest } from '../stamp.ts'

const packageDir = join(root, 'node_modules/electron')
const refusal = join(runtimeDir, 'stamps/electron-official-refused')
const downloadTimeoutS = 240

/**
 * Finds the official Electron build, or fetches it once with the package's own installer (ELECTRON_MIRROR is
 * respected, ELECTRON_OVERRIDE_DIST_PATH names a folder that already holds it). Undefined when it cannot be had here.
 */
export async function officialElectron(): Promise<string | undefined> {
  const present = installed()
  if (present !== undefined) return present
  if (existsSync(refusal) && readFileSync(refusal, 'utf8') === situation()) return undefined
  say(`fetching Electron ${version()} with its own installer`)
  await run(process.execPath, [join(packageDir, 'install.js')], { timeoutS: downloadTimeoutS })
  const fetched = installed()
  if (fetched === undefined) rememberRefusal()
  return fetched
}

function installed(): string | undefined {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const dist = given ?? join(packageDir, 'dist')
  const program = given === undefined ? pathFile() : platformPath()
  const executable = program === undefined ? undefined : join(dist, program)
  return executable !== undefined && existsSync(executable) ? executable : undefined
}

/** The installer writes this file last, so it tells a whole installation from an interrupted one. */
function pathFile(): string | undefined {
  const file = join(packageDir, 'path.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

function platformPath(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

function rememberRefusal(): void {
  rmSync(join(packageDir, 'dist'), { recursive: true, force: true })
  mkdirSync(dirname(refusal), { recursive: true })
  writeFileSync(refusal, situation())
  say(
    'the official Electron cannot be downloaded here; set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH to try again',
  )
}

function situation(): string {
  return digest(version(), process.env['ELECTRON_MIRROR'] ?? '')
}

function version(): string {
  return (JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string }).version
}
