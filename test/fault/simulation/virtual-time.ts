/** A number generator that gives the same numbers for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Something that will happen. */
interface Due {
  readonly at: number
  /** What was planned first happens first, where two happen at the same moment. */
  readonly order: number
  work: (() => void) | undefined
}

const isSooner = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

const START = Date.parse('2026-11-22T08:00:00.000Z')
const nativeTurn = setImmediate
const turn = (): Promise<void> => new Promise((resolve) => nativeTurn(resolve))
/** The real code goes from port to port with at most one turn of the event loop between them; one more is to spare. */
const QUIET_TURNS = 2

/** Time that passes only when nothing is left to do at its present moment. */
export class VirtualTime {
  now = START
  steps = 0
  readonly #queue: Due[] = []
  #planned = 0
  #activity = 0

  /** Real code has called a port: whatever follows from that is to be done before time goes on. */
  touch(): void {
    this.#activity++
  }

  /** Plans something; the answer takes it back. */
  after(ms: number, work: () => void): () => void {
    const due: Due = { at: this.now + Math.max(0, ms), order: this.#planned++, work }
    this.#push(due)
    return () => {
      due.work = undefined
    }
  }

  /** Lets things happen until one of them makes it so, or until a moment; false when the moment came first. */
  async runUntil(isSo: () => boolean, latest: number): Promise<boolean> {
    await this.#settle()
    while (!isSo()) {
      const next = this.#queue[0]
      if (!next || next.at > latest) {
        this.now = Math.max(this.now, latest)
        return isSo()
      }
      this.#pop()
      if (!next.work) continue
      this.now = next.at
      this.steps++
      next.work()
      await this.#settle()
    }
    return true
  }

  async #settle(): Promise<void> {
    let seen: number
    do {
      seen = this.#activity
      for (let i = 0; i < QUIET_TURNS; i++) await turn()
    } while (seen !== this.#activity)
  }

  #push(due: Due): void {
    const queue = this.#queue
    let i = queue.push(due) - 1
    for (let parent = (i - 1) >> 1; i > 0 && isSooner(due, queue[parent]!); parent = (i - 1) >> 1) {
      queue[i] = queue[parent]!
      queue[parent] = due
      i = parent
    }
  }

  #pop(): void {
    const queue = this.#queue
    const last = queue.pop()
    if (!last || queue.length === 0) return
    queue[0] = last
    this.#sink(last)
  }

  #sink(due: Due): void {
    const queue = this.#queue
    let i = 0
    for (;;) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      let soonest = left < queue.length && isSooner(queue[left]!, due) ? left : i
      if (right < queue.length && isSooner(queue[right]!, queue[soonest]!)) soonest = right
      if (soonest === i) return
      queue[i] = queue[soonest]!
      queue[soonest] = due
      i = soonest
    }
  }
}

/**
 * Makes the timers of this process those of a virtual time for as long as `work` takes: the courier waits with the global
 * ones. Nothing else may run in the process meanwhile.
 */
export async function withTimersOf<T>(time: VirtualTime, work: () => Promise<T>): Promise<T> {
  const { setTimeout: set, clearTimeout: clear } = globalThis
  const virtualSet = (fire: () => void, ms = 0): unknown => time.after(ms, fire)
  const virtualClear = (cancel: unknown): void => {
    if (typeof cancel === 'function') (cancel as () => void)()
  }
  Object.assign(globalThis, { setTimeout: virtualSet, clearTimeout: virtualClear })
  try {
    return await work()
  } finally {
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear })
  }
}
