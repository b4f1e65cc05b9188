import { readMark, writeMark } from '../store/marks.ts'
import type { Store } from '../store/store.ts'

/** The kiosk's time as the server last corrected it, and the latest time ever seen here. */
export interface AnchoredTime {
  /** Clock of the machine plus the server's correction. */
  now(): Date
  lastSeenServerAt(): Date | undefined
  /** Takes the server's time; `answeredAt` is the machine's clock when the answer came. */
  adopt(serverTime: string, answeredAt: Date): void
  /** Whether it is now clearly earlier than a time already seen: somebody has set the clock back. */
  isSetBack(): boolean
  /** Gives up the server's correction, once the machine's own clock was put right; false when there was none. */
  forgetCorrection(): boolean
  /** Notes that it is at least this late; written down when a minute has passed. */
  touch(): void
}

const TOLERANCE_MS = 5 * 60_000
const WRITE_EVERY_MS = 60_000
const MARKS = { offset: 'time.offset-ms', latest: 'time.latest', server: 'time.server-seen' } as const

interface Seen {
  readonly offset: number
  readonly latest: number
  readonly server: number | undefined
}

function load(store: Store): Seen {
  return store.read((sql) => {
    const server = readMark(sql, MARKS.server)
    return {
      offset: Number(readMark(sql, MARKS.offset) ?? 0),
      latest: Number(readMark(sql, MARKS.latest) ?? 0),
      server: server === undefined ? undefined : Number(server),
    }
  })
}

function save(store: Store, seen: Seen): void {
  store.write((sql) => {
    writeMark(sql, MARKS.offset, String(seen.offset))
    writeMark(sql, MARKS.latest, String(seen.latest))
    if (seen.server !== undefined) writeMark(sql, MARKS.server, String(seen.server))
  })
}

/** Reads the anchor from the store and keeps it there. */
export function anchoredTime(store: Store, clock: () => Date): AnchoredTime {
  let seen = load(store)
  let written = seen.latest
  const now = (): number => clock().getTime() + seen.offset
  const keep = (next: Seen, isDue: boolean): void => {
    seen = next
    if (!isDue) return
    save(store, seen)
    written = seen.latest
  }
  return {
    now: () => new Date(now()),
    lastSeenServerAt: () => (seen.server === undefined ? undefined : new Date(seen.server)),
    adopt(serverTime, answeredAt) {
      const server = Date.parse(serverTime)
      const offset = server - answeredAt.getTime()
      const isDue = Math.abs(server - written) >= WRITE_EVERY_MS || Math.abs(offset - seen.offset) > TOLERANCE_MS
      keep({ offset, latest: server, server }, isDue || seen.server === undefined)
    },
    isSetBack: () => now() < seen.latest - TOLERANCE_MS,
    forgetCorrection() {
      if (seen.offset === 0) return false
      keep({ ...seen, offset: 0 }, true)
      return true
    },
    touch() {
      const latest = Math.max(seen.latest, now())
      keep({ ...seen, latest }, latest - written >= WRITE_EVERY_MS)
    },
  }
}
