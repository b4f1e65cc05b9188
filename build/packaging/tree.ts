import {
  chmodSync,
  copyFileSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** How a file lies in a package: programs may be executed, everything may be read. */
export interface FileMode {
  readonly isProgram?: boolean
}

/** The files of a package while they are being laid out in a folder; nothing of the machine shows in the result. */
export class Tree {
  readonly root: string

  constructor(root: string) {
    this.root = root
    mkdirSync(root, { recursive: true })
  }

  at(path: string): string {
    return join(this.root, path)
  }

  write(path: string, content: string | Uint8Array, mode: FileMode = {}): void {
    mkdirSync(dirname(this.at(path)), { recursive: true })
    writeFileSync(this.at(path), content)
    chmodSync(this.at(path), bitsOf(mode))
  }

  copy(path: string, from: string, mode: FileMode = {}): void {
    mkdirSync(dirname(this.at(path)), { recursive: true })
    copyFileSync(from, this.at(path))
    chmodSync(this.at(path), bitsOf(mode))
  }

  link(path: string, to: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true })
    symlinkSync(to, this.at(path))
  }

  /** Every file below a folder, sorted by its bytes; paths from that folder. */
  files(under = '.'): string[] {
    const entries = readdirSync(this.at(under), { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(this.at(under), join(entry.parentPath, entry.name)))
      .sort(byBytes)
  }

  bytes(): number {
    return this.files().reduce((sum, path) => sum + lstatSync(this.at(path)).size, 0)
  }

  /** Gives everything the same time and every folder the same mode: what a builder's machine had is not shipped. */
  settle(epochS: number): void {
    for (const entry of readdirSync(this.root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isDirectory()) chmodSync(path, 0o755)
      lutimesSync(path, epochS, epochS)
    }
    chmodSync(this.root, 0o755)
    lutimesSync(this.root, epochS, epochS)
  }
}

/** Order by UTF-8 bytes, as `LC_ALL=C sort` has it. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function bitsOf({ isProgram = false }: FileMode): number {
  return isProgram ? 0o755 : 0o644
}
