import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { byBytes } from './tree.ts'

/** What the lock file says of one installed package. */
export interface LockedPackage {
  readonly version: string
  readonly integrity?: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The lock file: packages by where they lie. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>

const kept = /\.(c|m)?js$|\.json$|\.node$|\.wasm$|(^|\/)(licen[cs]e|notice|copying)[^/]*$/i
const dropped =
  /(^|\/)(tests?|__tests__|examples?|docs?|bench(mark)?s?|\.github)\/|\.map$|\.d\.[cm]?ts$|(^|\/)tsconfig[^/]*\.json$/i
const ours = /linux[-_]x64(?!.*musl)/

/** Reads the lock file of the repository. */
export function lockedPackages(root: string): LockedPackages {
  return (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: LockedPackages }).packages
}

/** Everything that some packages need when they run, as places in the lock file; optional ones where they are installed. */
export function closureOf(names: readonly string[], root: string): readonly string[] {
  const locked = lockedPackages(root)
  const found = new Set<string>()
  const visit = (place: string): void => {
    if (found.has(place) || !existsSync(join(root, place))) return
    found.add(place)
    const { dependencies, optionalDependencies } = locked[place] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const at = placeOf(name, place, locked)
      if (at !== undefined) visit(at)
    }
  }
  for (const name of names) visit(`node_modules/${name}`)
  return [...found].sort(byBytes)
}

/** The files of a package that a program on Linux x64 may load, and its licence; paths from the repository's root. */
export function runtimeFiles(place: string, root: string): readonly string[] {
  const folder = join(root, place)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('node_modules/') && isRuntimeFile(path))
    .map((path) => join(place, path))
    .sort(byBytes)
}

/** Whether a file of a package is needed when it runs here. */
export function isRuntimeFile(path: string): boolean {
  if (!kept.test(path) || dropped.test(path)) return false
  return !path.endsWith('.node') || ours.test(path)
}

/** Node looks beside a package first, then one folder up, and so on. */
function placeOf(name: string, from: string, locked: LockedPackages): string | undefined {
  const parents = from.split('/node_modules/')
  for (let depth = parents.length; depth > 0; depth--) {
    const place = `${parents.slice(0, depth).join('/node_modules/')}/node_modules/${name}`
    if (locked[place]) return place
  }
  return locked[`node_modules/${name}`] ? `node_modules/${name}` : undefined
}
