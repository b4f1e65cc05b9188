import { appendFileSync, readFileSync } from 'node:fs'

/**
 * One entry of the shim's log: kind, length of the name (1 byte), offset and length (8 bytes each, little endian), the name,
 * and for a write its bytes. Kinds: Create, Write, Truncate, Sync, Unlink; and Told, written by whoever was told something.
 */
export interface DiskEntry {
  readonly kind: 'C' | 'W' | 'T' | 'S' | 'U' | 'A'
  /** File below the watched folder, the folder itself as "."; of a Told, what was told. */
  readonly name: string
  readonly offset: number
  readonly bytes: Buffer
}

const HEAD_BYTES = 18
const NOTHING = Buffer.alloc(0)

/** Reads a whole log; an entry that was cut off at the end is left out. */
export function readDiskLog(path: string): readonly DiskEntry[] {
  const log = readFileSync(path)
  const entries: DiskEntry[] = []
  let at = 0
  while (at + HEAD_BYTES <= log.length) {
    const kind = String.fromCharCode(log.readUInt8(at)) as DiskEntry['kind']
    const nameEnd = at + HEAD_BYTES + log.readUInt8(at + 1)
    const offset = Number(log.readBigUInt64LE(at + 2))
    const end = nameEnd + (kind === 'W' ? Number(log.readBigUInt64LE(at + 10)) : 0)
    if (end > log.length) break
    const bytes = kind === 'W' ? log.subarray(nameEnd, end) : NOTHING
    entries.push({ kind, name: log.toString('utf8', at + HEAD_BYTES, nameEnd), offset, bytes })
    at = end
  }
  return entries
}

/** Notes between the writes that by now somebody was told something, which from here on must be true. */
export function tell(path: string, what: string): void {
  const name = Buffer.from(what)
  const head = Buffer.alloc(HEAD_BYTES)
  head.write('A')
  head.writeUInt8(name.length, 1)
  appendFileSync(path, Buffer.concat([head, name]))
}
