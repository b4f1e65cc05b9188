import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { ElectronRuntime } from '../setup/electron/runtime.ts'
import { aptRepository } from './apt-repository.ts'
import { type BuiltPackage, packDebian } from './debian-package.ts'
import { kioskPackage, layKiosk } from './kiosk-package.ts'
import { productionBuild } from './production-build.ts'
import { type Mark, markTexts, type Release, releaseOf } from './release.ts'
import { layServer, serverPackage } from './server-package.ts'
import { signingKey } from './signing-key.ts'

/** Both packages of one commit, and the repository that offers them. */
export interface Packages {
  readonly release: Release
  readonly kiosk: BuiltPackage
  readonly server: BuiltPackage
}

/** More than this an installed kiosk must not take. */
export const LARGEST_KIOSK_BYTES = 350 * 1024 * 1024

/** Packs the commit that is checked out; everything of an earlier run in `outDir` is replaced. */
export async function buildPackages(checkout: string, runtime: ElectronRuntime, outDir: string): Promise<Packages> {
  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  const key = signingKey()
  const marks: Mark[] = runtime.kind === 'substitute' ? ['test-runtime'] : []
  const release = await releaseOf(checkout, key.isDemo ? [...marks, 'demo-keys'] : marks)
  const work = mkdtempSync(join(tmpdir(), 'hall-dist-'))
  try {
    const build = await productionBuild(checkout, join(work, 'build'))
    const kioskTree = await layKiosk(join(work, 'kiosk'), { checkout, build, runtime, key, release })
    const kiosk = await packDebian(kioskTree, { described: kioskPackage, release, outDir })
    const node = { executable: process.execPath, version: process.versions.node }
    const serverTree = layServer(join(work, 'server'), { checkout, node, key, release })
    const server = await packDebian(serverTree, { described: serverPackage, release, outDir })
    await aptRepository([kiosk.file, server.file], join(outDir, 'apt'), release)
    writeWarning(release, outDir)
    return { release, kiosk, server }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** One line for people: how large a package is, and as what it was marked. */
export function describePackage({ file, fileBytes, installedBytes }: BuiltPackage): string {
  const inMiB = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)
  return `${basename(file)}: ${inMiB(fileBytes)} MiB to fetch, ${inMiB(installedBytes)} MiB installed`
}

function writeWarning({ marks }: Release, outDir: string): void {
  if (marks.length === 0) return
  writeFileSync(join(outDir, 'NOT-FOR-SERVICE.txt'), marks.map((mark) => `${markTexts[mark].warning}\n`).join(''))
}
