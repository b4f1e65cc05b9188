import type { Clock } from '../clock.ts'

/** Lets whoever waits for something know that it has changed; says nothing about how, so that each one looks for itself. */
export interface Notices {
  /** Something has changed, after the commit; never fails and waits for nobody. */
  tell(topic: string): void
  /** Calls back after every change of a topic, perhaps also without one; the answer stops that. */
  hear(topic: string, listener: () => void): () => void
  close(): Promise<void>
}

/** Brings notices to other server processes and from them; best effort. */
export interface Carrier {
  send(topic: string): void
  close(): Promise<void>
}

/** A change as the database has it; the same change is told once. */
export interface Change {
  readonly topic: string
  readonly at: string
}

/** What notices stand on. */
export interface NoticeParts {
  readonly clock: Clock
  /** Changes since an instant that other processes may have made. */
  readonly changesSince: (instant: string) => Promise<readonly Change[]>
  /** Opens the way between processes that is faster than looking; the database alone does without. */
  readonly carrier?: (arrived: (topic: string | undefined) => void) => Promise<Carrier>
}

/** Without Redis this is how late another process hears of a change; one small query for all who wait. */
const LOOK_EVERY_MS = 500
/** With Redis looking only mends what got lost on the way. */
const MEND_EVERY_MS = 5000
/** Clocks of several servers differ, and a commit takes a while. */
const OVERLAP_MS = 10_000

/** Calls whoever listens in this process. */
function localEar() {
  const listeners = new Map<string, Set<() => void>>()
  return {
    isIdle: () => listeners.size === 0,
    /** Without a topic everybody has to look. */
    call(topic?: string): void {
      const called = topic === undefined ? [...listeners.values()] : [listeners.get(topic) ?? []]
      for (const listener of called.flatMap((each) => [...each])) listener()
    },
    add(topic: string, listener: () => void): () => void {
      const here = listeners.get(topic) ?? new Set()
      listeners.set(topic, here.add(listener))
      return () => {
        here.delete(listener)
        if (here.size === 0 && listeners.get(topic) === here) listeners.delete(topic)
      }
    },
  }
}

/** Asks the database now and then what has changed, while anybody listens; each change is told once. */
function lookout({ clock, changesSince }: NoticeParts, ear: ReturnType<typeof localEar>) {
  let told = new Set<string>()
  let isLooking = false
  return async (): Promise<void> => {
    if (isLooking || ear.isIdle()) return
    isLooking = true
    try {
      const since = new Date(clock.now().getTime() - OVERLAP_MS).toISOString()
      const changes = await changesSince(since)
      const names = changes.map(({ topic, at }) => `${topic} ${at}`)
      changes.forEach(({ topic }, i) => void (told.has(names[i] ?? '') || ear.call(topic)))
      told = new Set(names)
    } catch {
      // The next look tells it.
    } finally {
      isLooking = false
    }
  }
}

/** Opens the notices of one server process. */
export async function openNotices(parts: NoticeParts): Promise<Notices> {
  const ear = localEar()
  const look = lookout(parts, ear)
  const carrier = await parts.carrier?.((topic) => ear.call(topic))
  const timer = setInterval(() => void look(), carrier ? MEND_EVERY_MS : LOOK_EVERY_MS)
  timer.unref()
  return {
    tell(topic) {
      ear.call(topic)
      carrier?.send(topic)
    },
    hear: (topic, listener) => ear.add(topic, listener),
    async close() {
      clearInterval(timer)
      await carrier?.close()
    },
  }
}
