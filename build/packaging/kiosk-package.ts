import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ElectronRuntime } from '../setup/electron/runtime.ts'
import { sqliteBindingFor } from '../setup/sqlite/binding.ts'
import { type ArchiveEntry, asarOf } from './asar.ts'
import { deviceRules } from './device-rules.ts'
import type { DebianPackage } from './debian-package.ts'
import { electronLicences, layElectron } from './electron-files.ts'
import { signFolder } from './manifest.ts'
import { billOfMaterials, type Component, licenceReport, npmComponents } from './papers.ts'
import type { ProductionBuild } from './production-build.ts'
import type { Release } from './release.ts'
import { closureOf, runtimeFiles } from './runtime-packages.ts'
import type { SigningKey } from './signing-key.ts'
import { Tree } from './tree.ts'

/** What a kiosk's package is made of. */
export interface KioskParts {
  readonly checkout: string
  readonly build: ProductionBuild
  readonly runtime: ElectronRuntime
  readonly key: SigningKey
  readonly release: Release
}

const home = 'opt/hall-kiosk'
const papers = 'usr/share/doc/hall-kiosk'
const own = join(import.meta.dirname, 'kiosk')
/** What the bundles load from node_modules when they run. */
const loaded = ['better-sqlite3', 'koffi', 'node-hid', 'serialport', 'usb']
const sqliteBinding = 'node_modules/better-sqlite3/prebuilds/linux-x64.node'

/** The kiosk's package for Debian. */
export const kioskPackage: DebianPackage = {
  name: 'hall-kiosk',
  summary: 'Identity kiosk for government service halls',
  depends: [
    'libc6 (>= 2.31)',
    'libgtk-3-0 | libgtk-3-0t64',
    'libnss3',
    'libasound2 | libasound2t64',
    'libgbm1',
    'libusb-1.0-0',
    'fonts-noto-cjk',
    'udev',
    'openssl (>= 3.0)',
    'cage',
    'xwayland',
  ],
  scripts: join(own, 'debian'),
  conffiles: [],
}

/** Lays out everything that a kiosk's package holds. */
export async function layKiosk(root: string, parts: KioskParts): Promise<Tree> {
  const tree = new Tree(root)
  await layElectron(tree, join(home, 'runtime'), parts.runtime)
  await layApp(tree, parts)
  for (const program of ['hall-kiosk', 'launch']) {
    tree.copy(join(home, 'bin', program), join(own, program), { isProgram: true })
  }
  tree.link('usr/bin/hall-kiosk', `/${home}/bin/hall-kiosk`)
  tree.copy('usr/lib/systemd/system/hall-kiosk.service', join(own, 'hall-kiosk.service'))
  tree.write('usr/lib/udev/rules.d/70-hall-kiosk.rules', deviceRules())
  layPapers(tree, parts)
  signFolder(tree, home, parts.key)
  return tree
}

async function layApp(tree: Tree, { checkout, build, runtime, release }: KioskParts): Promise<void> {
  const manifest = join(build.folder, 'package.json')
  const described = { name: 'hall-kiosk', version: release.version, commit: release.commit, main: 'out/main/index.cjs' }
  new Tree(build.folder).write('package.json', JSON.stringify(described))
  const entries = [{ path: 'package.json', from: manifest, isUnpacked: false }, ...builtFiles(build.folder)]
  const packages = await packageFiles(checkout, runtime)
  const resources = join(home, 'runtime/resources')
  tree.write(join(resources, 'app.asar'), asarOf([...entries, ...packages]))
  for (const { path, from } of packages.filter(({ isUnpacked }) => isUnpacked)) {
    tree.copy(join(resources, 'app.asar.unpacked', path), from)
  }
}

function builtFiles(folder: string): readonly ArchiveEntry[] {
  return ['main', 'preload', 'renderer'].flatMap((part) =>
    new Tree(join(folder, part)).files().map((name) => ({
      path: `out/${part}/${name}`,
      from: join(folder, part, name),
      isUnpacked: false,
    })),
  )
}

/** Native modules lie beside the archive: the system loads them from a file. An older runtime gets the binding that was built for it. */
async function packageFiles(checkout: string, runtime: ElectronRuntime): Promise<readonly ArchiveEntry[]> {
  const binding = await sqliteBindingFor(Number(runtime.versions.napi))
  return closureOf(loaded, checkout)
    .flatMap((place) => runtimeFiles(place, checkout))
    .map((path) => ({
      path,
      from: path === sqliteBinding && binding !== undefined ? binding : join(checkout, path),
      isUnpacked: path.endsWith('.node'),
    }))
}

function layPapers(tree: Tree, { checkout, build, runtime, release }: KioskParts): void {
  const { electron, chrome, node } = runtime.versions
  const texts = electronLicences(runtime)
  const components: readonly Component[] = [
    { name: 'electron', version: electron, licence: 'MIT', texts: texts.filter((path) => path.endsWith('.txt')) },
    { name: 'chromium', version: chrome, licence: 'BSD-3-Clause', texts: [] },
    { name: 'node', version: node, licence: 'MIT', texts: [] },
    ...npmComponents([...build.bundled, ...closureOf(loaded, checkout)], checkout),
  ]
  tree.write(join(papers, 'sbom.cdx.json'), billOfMaterials('hall-kiosk', release, components))
  tree.write(join(papers, 'LICENSES.txt'), licenceReport(components))
  tree.copy(join(papers, 'copyright'), join(checkout, 'LICENSE'))
  for (const path of texts.filter((each) => each.endsWith('.html'))) {
    tree.write(join(papers, 'LICENSES.chromium.html.gz'), gzipSync(readFileSync(path), { level: 9 }))
  }
}
