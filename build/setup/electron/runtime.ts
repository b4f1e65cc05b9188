import { ensurePackages } from '../debian.ts'
import { must } from '../shell.ts'
import { sqliteBindingFor } from '../sqlite/binding.ts'
import { officialElectron } from './official.ts'
import { substituteElectron } from './substitute.ts'

/** An Electron that can be launched here: `executable ...args APP-FOLDER ...`, with `env` added to the environment. */
export interface ElectronRuntime {
  readonly kind: 'official' | 'substitute'
  readonly executable: string
  readonly versions: ElectronVersions
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export interface ElectronVersions {
  readonly electron: string
  readonly chrome: string
  readonly node: string
  readonly napi: string
}

let found: Promise<ElectronRuntime> | undefined

/** Sets up Electron if need be and tells how to run it; the official build where it can be had, else the substitute. */
export function electronRuntime(): Promise<ElectronRuntime> {
  found ??= find()
  return found
}

/** The command line for one app folder (its package.json names `main`, a CommonJS file); switches go before it. */
export function launchArguments(runtime: ElectronRuntime, launch: Launch): string[] {
  return [...runtime.args, ...(launch.switches ?? []), launch.app, ...(launch.args ?? [])]
}

/** Which app to launch: Chromium switches as `--name=value`, then the folder, then the app's own arguments. */
export interface Launch {
  readonly app: string
  readonly switches?: readonly string[]
  readonly args?: readonly string[]
}

/** One line for reports: which Electron ran. */
export function describeRuntime({ kind, versions }: ElectronRuntime): string {
  return `Electron ${versions.electron} (${kind}; Chrome ${versions.chrome}, Node ${versions.node}, Node-API ${versions.napi})`
}

async function find(): Promise<ElectronRuntime> {
  await ensurePackages('electron')
  const official = await officialElectron()
  const executable = official ?? (await substituteElectron())
  const versions = await versionsOf(executable)
  const binding = await sqliteBindingFor(Number(versions.napi))
  return {
    kind: official === undefined ? 'substitute' : 'official',
    executable,
    versions,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: binding === undefined ? {} : { HALL_SQLITE_BINDING: binding },
  }
}

async function versionsOf(executable: string): Promise<ElectronVersions> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return JSON.parse(await must(executable, ['-p', 'JSON.stringify(process.versions)'], { env })) as ElectronVersions
}
