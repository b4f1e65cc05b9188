import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePackages } from '../debian.ts'
import { root, runtimeDir } from '../paths.ts'
import { say } from '../say.ts'
import { must } from '../shell.ts'
import { digest, once } from '../stamp.ts'
import { portToNodeApi9, portedFiles } from './node-api-9.ts'

const source = join(root, 'node_modules/better-sqlite3')
const workDir = join(runtimeDir, 'sqlite')
const product = join(workDir, 'better_sqlite3.node')

/**
 * Builds better-sqlite3 for runtimes with Node-API 9 and returns the file's path; newer ones load the file that the
 * package ships. Hand it on as HALL_SQLITE_BINDING and open databases with `{ nativeBinding }`.
 */
export async function sqliteBindingFor(nodeApi: number): Promise<string | undefined> {
  if (nodeApi >= 10) return undefined
  const release = readFileSync(join(source, 'package.json'))
  const recipe = ['binding.ts', 'node-api-9.ts', 'boxed.hpp'].map((file) =>
    readFileSync(join(import.meta.dirname, file)),
  )
  await once({ name: 'sqlite-node-api-9', inputs: digest(release, ...recipe), product }, build)
  return product
}

async function build(): Promise<void> {
  await ensurePackages('compiler')
  say('building better-sqlite3 for Node-API 9 (about a minute)')
  rmSync(workDir, { recursive: true, force: true })
  mkdirSync(workDir, { recursive: true })
  cpSync(join(source, 'src'), join(workDir, 'src'), { recursive: true })
  for (const file of portedFiles) {
    const path = join(workDir, file)
    writeFileSync(path, portToNodeApi9(file, readFileSync(path, 'utf8')))
  }
  await Promise.all([compileSqlite(), compileAddon()])
  await link()
}

function compileSqlite(): Promise<string> {
  const definitions = readFileSync(join(source, 'deps/defines.gypi'), 'utf8').matchAll(/'([A-Z0-9_]+(?:=[^']*)?)'/g)
  const flags = [...definitions].map(([, definition]) => `-D${definition ?? ''}`)
  const file = join(source, 'deps/sqlite3/sqlite3.c')
  return must('gcc', [
    '-c',
    '-O2',
    '-fPIC',
    '-std=gnu99',
    '-w',
    '-DNDEBUG',
    ...flags,
    file,
    '-o',
    join(workDir, 'sqlite3.o'),
  ])
}

function compileAddon(): Promise<string> {
  const includes = [
    join(source, 'deps/sqlite3'),
    join(root, 'node_modules/node-addon-api'),
    join(root, 'node_modules/node-api-headers/include'),
    import.meta.dirname,
  ]
  const definitions = [
    'NDEBUG',
    'NAPI_VERSION=9',
    'NAPI_DISABLE_CPP_EXCEPTIONS',
    'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  ]
  const flags = [...includes.map((path) => `-I${path}`), ...definitions.map((definition) => `-D${definition}`)]
  const [from, to] = [join(workDir, 'src/better_sqlite3.cpp'), join(workDir, 'addon.o')]
  return must('g++', ['-c', '-O2', '-fPIC', '-std=c++20', '-fvisibility=hidden', '-w', ...flags, from, '-o', to])
}

async function link(): Promise<void> {
  const objects = [join(workDir, 'sqlite3.o'), join(workDir, 'addon.o')]
  await must('g++', ['-shared', '-o', `${product}.new`, ...objects, '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl'])
  renameSync(`${product}.new`, product)
}
