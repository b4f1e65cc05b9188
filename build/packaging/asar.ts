import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { byBytes } from './tree.ts'

/** One file for an archive: its path inside, where it lies now, and whether it stays outside, beside the archive. */
export interface ArchiveEntry {
  readonly path: string
  readonly from: string
  readonly isUnpacked: boolean
}

interface FileNode {
  readonly size: number
  readonly integrity: { algorithm: 'SHA256'; hash: string; blockSize: number; blocks: readonly string[] }
  readonly offset?: string
  readonly unpacked?: true
}

interface FolderNode {
  readonly files: { [name: string]: FolderNode | FileNode }
}

const BLOCK_BYTES = 4 * 1024 * 1024

/**
 * Electron's archive of an app: a header of JSON in Chromium's pickle, then the files one after another. Written here in the order of
 * the paths and without times, so that the same files always give the same bytes.
 */
export function asarOf(entries: readonly ArchiveEntry[]): Buffer {
  const top: FolderNode = { files: {} }
  const contents: Buffer[] = []
  let offset = 0
  for (const entry of [...entries].sort((a, b) => byBytes(a.path, b.path))) {
    const content = readFileSync(entry.from)
    const facts = { size: content.length, integrity: integrityOf(content) }
    const place = entry.isUnpacked ? { unpacked: true as const } : { offset: String(offset) }
    insert(top, entry.path.split('/'), { ...facts, ...place })
    if (entry.isUnpacked) continue
    contents.push(content)
    offset += content.length
  }
  return Buffer.concat([pickledHeader(JSON.stringify(top)), ...contents])
}

/** The files of an archive with their content; those that lie beside it are named without. */
export function filesInAsar(archive: Buffer): ReadonlyMap<string, Buffer | 'unpacked'> {
  const headerBytes = archive.readUInt32LE(4)
  const json = archive.subarray(16, 16 + archive.readUInt32LE(12)).toString('utf8')
  const files = new Map<string, Buffer | 'unpacked'>()
  const walk = (folder: FolderNode, under: string): void => {
    for (const [name, node] of Object.entries(folder.files)) {
      if ('files' in node) walk(node, `${under}${name}/`)
      else files.set(under + name, contentOf(archive, 8 + headerBytes, node))
    }
  }
  walk(JSON.parse(json) as FolderNode, '')
  return files
}

function contentOf(archive: Buffer, base: number, { offset, size }: FileNode): Buffer | 'unpacked' {
  if (offset === undefined) return 'unpacked'
  return archive.subarray(base + Number(offset), base + Number(offset) + size)
}

function insert(folder: FolderNode, [name = '', ...rest]: readonly string[], node: FileNode): void {
  if (rest.length === 0) {
    folder.files[name] = node
    return
  }
  const next = folder.files[name] ?? { files: {} }
  if (!('files' in next)) throw new Error(`${name} is a file and a folder`)
  folder.files[name] = next
  insert(next, rest, node)
}

function integrityOf(content: Buffer): FileNode['integrity'] {
  const blocks = Array.from({ length: Math.max(1, Math.ceil(content.length / BLOCK_BYTES)) }, (_, i) =>
    sha256(content.subarray(i * BLOCK_BYTES, (i + 1) * BLOCK_BYTES)),
  )
  return { algorithm: 'SHA256', hash: sha256(content), blockSize: BLOCK_BYTES, blocks }
}

/** A pickle holds its length, then a string as length, bytes and zeros up to four; a second one before it holds its size. */
function pickledHeader(json: string): Buffer {
  const text = Buffer.from(json)
  const padded = Math.ceil(text.length / 4) * 4
  const header = Buffer.alloc(16 + padded)
  header.writeUInt32LE(4, 0)
  header.writeUInt32LE(8 + padded, 4)
  header.writeUInt32LE(4 + padded, 8)
  header.writeUInt32LE(text.length, 12)
  text.copy(header, 16)
  return header
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
