import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { replacedInProduction } from '../app/production-edition.ts'
import type { DebianPackage } from './debian-package.ts'
import { signFolder } from './manifest.ts'
import { billOfMaterials, type Component, licenceReport, npmComponents } from './papers.ts'
import type { Release } from './release.ts'
import { closureOf, runtimeFiles } from './runtime-packages.ts'
import type { SigningKey } from './signing-key.ts'
import { Tree } from './tree.ts'

/** What the server's package is made of. */
export interface ServerParts {
  readonly checkout: string
  /** The Node that runs it: the one that packs it. */
  readonly node: { readonly executable: string; readonly version: string }
  readonly key: SigningKey
  readonly release: Release
}

const home = 'opt/hall-server'
const papers = 'usr/share/doc/hall-server'
const own = join(import.meta.dirname, 'server')
const imported = /(?:from|import|require)\s*\(?\s*'([^'.][^']*)'/g

/** The server's package for Debian. */
export const serverPackage: DebianPackage = {
  name: 'hall-server',
  summary: 'Account server of the identity kiosk for government service halls',
  depends: ['libc6 (>= 2.31)', 'libstdc++6', 'adduser'],
  scripts: join(own, 'debian'),
  conffiles: ['/etc/hall-server/environment'],
}

/** Lays out everything that the server's package holds: its sources as they are written, without sandbox and demo, and its Node. */
export function layServer(root: string, parts: ServerParts): Tree {
  const tree = new Tree(root)
  const { checkout, node } = parts
  const sources = serverSources(checkout)
  for (const { path, from } of sources) tree.copy(join(home, path), from)
  tree.write(join(home, 'package.json'), JSON.stringify({ name: 'hall-server', type: 'module' }))
  const places = closureOf(importedPackages(sources.map(({ from }) => from)), checkout)
  for (const path of places.flatMap((place) => runtimeFiles(place, checkout))) {
    tree.copy(join(home, path), join(checkout, path))
  }
  tree.copy(join(home, 'bin/node'), node.executable, { isProgram: true })
  tree.copy(join(home, 'bin/hall-server'), join(own, 'hall-server'), { isProgram: true })
  tree.copy('usr/lib/systemd/system/hall-server.service', join(own, 'hall-server.service'))
  tree.copy('etc/hall-server/environment', join(own, 'environment'))
  tree.link('usr/bin/hall-server', `/${home}/bin/hall-server`)
  layPapers(tree, parts, places)
  signFolder(tree, home, parts.key)
  return tree
}

/** Pages that the server serves, by their folder below `out/`. */
const servedPages = ['phone', 'console'] as const

/** The server's own files: everything but the sandbox, each demo's file replaced, and the pages that it serves where they were built. */
export function serverSources(checkout: string): readonly { readonly path: string; readonly from: string }[] {
  const paths = new Tree(join(checkout, 'sync-server')).files().map((path) => join('sync-server', path))
  const sources = paths.filter((path) => path.endsWith('.ts') && !isLeftOut(path))
  const files = [...sources, 'sync-server/openapi.json', ...servedPages.flatMap((name) => builtPages(checkout, name))]
  return files.map((path) => ({ path, from: join(checkout, replacedInProduction[path] ?? path) }))
}

function builtPages(checkout: string, name: string): readonly string[] {
  const folder = join('out', name)
  const isBuilt = existsSync(join(checkout, folder))
  return isBuilt ? new Tree(join(checkout, folder)).files().map((path) => join(folder, path)) : []
}

function isLeftOut(path: string): boolean {
  return path.startsWith('sync-server/sandbox/') || path.endsWith('.production.ts')
}

/** Names of the packages that some source files import. */
export function importedPackages(files: readonly string[]): readonly string[] {
  const specifiers = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(imported)].map(([, name = '']) => name),
  )
  const names = specifiers
    .filter((name) => !isBuiltin(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
  return [...new Set(names)].sort()
}

/** Whose code is in the pages that the server serves. */
function packagesOfPages(checkout: string): readonly string[] {
  const lists = servedPages
    .map((name) => join(checkout, `out/packages/${name}.json`))
    .filter((list) => existsSync(list))
  return [...new Set(lists.flatMap((list) => JSON.parse(readFileSync(list, 'utf8')) as string[]))]
}

function layPapers(tree: Tree, { checkout, node, release }: ServerParts, places: readonly string[]): void {
  const licence = join(dirname(node.executable), '../LICENSE')
  const components: readonly Component[] = [
    { name: 'node', version: node.version, licence: 'MIT', texts: existsSync(licence) ? [licence] : [] },
    ...npmComponents([...places, ...packagesOfPages(checkout)], checkout),
  ]
  tree.write(join(papers, 'sbom.cdx.json'), billOfMaterials('hall-server', release, components))
  tree.write(join(papers, 'LICENSES.txt'), licenceReport(components))
  tree.copy(join(papers, 'copyright'), join(checkout, 'LICENSE'))
}
