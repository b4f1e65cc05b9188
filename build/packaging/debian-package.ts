import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../setup/shell.ts'
import { markTexts, type Release } from './release.ts'
import { Tree } from './tree.ts'

/** A package's description for Debian, and the folder with its maintainer scripts. */
export interface DebianPackage {
  readonly name: string
  readonly summary: string
  readonly depends: readonly string[]
  readonly scripts: string
  /** Files that an administrator may change and an upgrade keeps. */
  readonly conffiles: readonly string[]
}

/** A finished package. */
export interface BuiltPackage {
  readonly file: string
  readonly fileBytes: number
  readonly installedBytes: number
}

const scripts = ['preinst', 'postinst', 'prerm', 'postrm'] as const

/** Packs a tree; the bytes depend on the tree and the release alone. gzip, because xz takes minutes and saves little of Electron. */
export async function packDebian(
  tree: Tree,
  { described, release, outDir }: { described: DebianPackage; release: Release; outDir: string },
): Promise<BuiltPackage> {
  const installedBytes = tree.bytes()
  const sums = tree.files().flatMap((path) => md5Line(tree, path))
  writeScripts(tree, described)
  tree.write('DEBIAN/md5sums', sums.join(''))
  tree.write('DEBIAN/control', controlOf(described, release, installedBytes))
  if (described.conffiles.length > 0) tree.write('DEBIAN/conffiles', `${described.conffiles.join('\n')}\n`)
  tree.settle(release.epochS)
  const file = join(outDir, `${described.name}_${release.version}_amd64.deb`)
  rmSync(file, { force: true })
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(release.epochS), LC_ALL: 'C', TZ: 'UTC' }
  await must('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z6', '--build', tree.root, file], { env })
  return { file, fileBytes: readFileSync(file).length, installedBytes }
}

/** The control file; every mark of the release stands in it twice, for people and for scripts. */
export function controlOf(described: DebianPackage, release: Release, installedBytes: number): string {
  const warnings = release.marks.map((mark) => markTexts[mark].warning)
  const fields: Readonly<Record<string, string>> = {
    Package: described.name,
    Version: release.version,
    Architecture: 'amd64',
    Maintainer: 'Hall kiosk <hall-kiosk@localhost>',
    'Installed-Size': String(Math.ceil(installedBytes / 1024)),
    Depends: described.depends.join(', '),
    Section: 'misc',
    Priority: 'optional',
    'Hall-Commit': release.commit,
    ...(warnings.length === 0 ? {} : { 'Hall-Not-For-Service': warnings.join(' ') }),
    Description: [described.summary, ...warnings].join('\n '),
  }
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

function writeScripts(tree: Tree, { scripts: folder }: DebianPackage): void {
  const present = new Tree(folder).files().filter((name) => scripts.some((script) => script === name))
  for (const name of present) tree.copy(`DEBIAN/${name}`, join(folder, name), { isProgram: true })
}

function md5Line(tree: Tree, path: string): string[] {
  if (lstatSync(tree.at(path)).isSymbolicLink()) return []
  const sum = createHash('md5')
    .update(readFileSync(tree.at(path)))
    .digest('hex')
  return [`${sum}  ${path}\n`]
}
