import type { DiskEntry } from './disk-log.ts'

/** What lies on a disk after the power was lost, and what had been told to people by then. */
export interface CrashImage {
  readonly files: ReadonlyMap<string, Buffer>
  readonly told: readonly string[]
}

/** What a disk may do to writes that nobody waited for; shares between 0 and 1. */
interface Mood {
  readonly survives: number
  /** Of a surviving write, how many of its sectors. */
  readonly sectors: number
}

const SECTOR = 512
const MOODS: readonly Mood[] = [
  { survives: 0, sectors: 0 },
  { survives: 0.5, sectors: 1 },
  { survives: 0.5, sectors: 0.5 },
  { survives: 0.9, sectors: 0.9 },
  { survives: 1, sectors: 1 },
]

interface File {
  /** What is on the disk for certain. */
  durable: Buffer
  /** Writes and truncations since the last sync, in order. */
  pending: DiskEntry[]
  /** Whether the name itself is known to be on the disk. */
  isNamed: boolean
}

function changed(content: Buffer, { kind, offset, bytes }: DiskEntry): Buffer {
  if (kind === 'T') {
    const cut = Buffer.alloc(offset)
    content.copy(cut, 0, 0, Math.min(offset, content.length))
    return cut
  }
  const end = offset + bytes.length
  const whole = content.length >= end ? content : Buffer.concat([content, Buffer.alloc(end - content.length)])
  bytes.copy(whole, offset)
  return whole
}

/** Walks through a log of a disk's changes; at any place it says what a power cut there might leave. */
export class CrashPoints {
  readonly #files = new Map<string, File>()
  /** Files that were deleted while the folder has not been synced since: they may come back. */
  readonly #ghosts = new Map<string, File>()
  readonly #told: string[] = []
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  /** Lets one change happen. */
  pass(entry: DiskEntry): void {
    const { kind, name } = entry
    if (kind === 'A') this.#told.push(name)
    else if (name === '.') this.#syncFolder(kind)
    else if (kind === 'U') this.#unlink(name)
    else if (kind === 'S') this.#sync(this.#fileOf(name))
    else if (kind !== 'C') this.#fileOf(name).pending.push(entry)
    else this.#fileOf(name)
  }

  /** One way in which the disk may look if the power is lost now. */
  image(): CrashImage {
    const mood = MOODS[Math.floor(this.#random() * MOODS.length)] ?? { survives: 1, sectors: 1 }
    const files = new Map<string, Buffer>()
    for (const [name, file] of this.#files) {
      const isThere = file.isNamed || this.#random() < mood.survives
      if (isThere) files.set(name, this.#afterCut(file, mood))
    }
    for (const [name, file] of this.#ghosts) {
      if (!files.has(name) && this.#random() < 0.5) files.set(name, this.#afterCut(file, mood))
    }
    return { files, told: [...this.#told] }
  }

  #fileOf(name: string): File {
    const known = this.#files.get(name)
    if (known) return known
    const fresh: File = { durable: Buffer.alloc(0), pending: [], isNamed: false }
    this.#files.set(name, fresh)
    this.#ghosts.delete(name)
    return fresh
  }

  #sync(file: File): void {
    for (const entry of file.pending.splice(0)) file.durable = changed(file.durable, entry)
    file.isNamed = true
  }

  #syncFolder(kind: DiskEntry['kind']): void {
    if (kind !== 'S') return
    this.#ghosts.clear()
    for (const file of this.#files.values()) file.isNamed = true
  }

  #unlink(name: string): void {
    const file = this.#files.get(name)
    if (file) this.#ghosts.set(name, file)
    this.#files.delete(name)
  }

  #afterCut({ durable, pending }: File, mood: Mood): Buffer {
    let content: Buffer = Buffer.from(durable)
    for (const entry of pending) {
      if (this.#random() >= mood.survives) continue
      for (const piece of this.#torn(entry, mood)) content = changed(content, piece)
    }
    return content
  }

  /** A disk writes sectors; of one write some may arrive and others not. */
  #torn(entry: DiskEntry, { sectors }: Mood): readonly DiskEntry[] {
    const { kind, offset, bytes } = entry
    if (kind === 'T' || sectors === 1) return [entry]
    const pieces = Array.from({ length: Math.ceil(bytes.length / SECTOR) }, (_, i) => i * SECTOR)
    return pieces
      .filter(() => this.#random() < sectors)
      .map((from) => ({ ...entry, offset: offset + from, bytes: bytes.subarray(from, from + SECTOR) }))
  }
}
