import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, runtimeDir } from '../setup/paths.ts'
import { run, type Ended } from '../setup/shell.ts'
import { single, type Outcome } from './outcome.ts'

const bin = (name: string): string => join(root, 'node_modules/.bin', name)
const cache = (name: string): string[] => [
  '--cache',
  '--cache-strategy',
  'content',
  '--cache-location',
  join(runtimeDir, name),
]
const folders = ['build', 'electron', 'native', 'renderer', 'sync-server', 'test']

/** Prettier's opinion about every file it knows. */
export async function format(): Promise<Outcome> {
  const ended = await run(bin('prettier'), ['--check', '--log-level', 'warn', ...cache('prettier'), '.'])
  return whole('format', ended)
}

/** ESLint: size, names, promises, and which parts of Electron a file may touch. */
export async function lint(): Promise<Outcome> {
  return whole('lint', await run(bin('eslint'), ['--max-warnings', '0', ...cache('eslint/'), '.']))
}

/** Who may know whom. */
export async function layers(): Promise<Outcome> {
  const present = folders.filter((folder) => existsSync(join(root, folder)))
  return whole(
    'layers',
    await run(bin('depcruise'), ['--config', 'build/layers.cjs', '--output-type', 'err', ...present]),
  )
}

const environments: Readonly<Record<string, string>> = {
  contract: 'sync-server/contract',
  server: 'sync-server',
  native: 'native',
  electron: 'electron',
  renderer: 'renderer',
  test: 'test',
  build: 'build',
}
const withVue = new Set(['renderer', 'test'])
const nothingThere = 'TS18003'

/** One type check per environment, so that a `window` in the server does not compile. */
export const types: readonly (() => Promise<Outcome>)[] = Object.entries(environments).map(
  ([name, folder]) =>
    async () => {
      const ended = await run(bin(withVue.has(name) ? 'vue-tsc' : 'tsc'), ['--project', folder, '--pretty', 'false'])
      const isGood = ended.code === 0 || ended.stdout.includes(nothingThere)
      return single(`types: ${name}`, isGood, ended.stdout + ended.stderr)
    },
)

function whole(name: string, ended: Ended): Outcome {
  return single(name, ended.code === 0, ended.stdout + ended.stderr)
}
