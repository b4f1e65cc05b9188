/** Lets what concerns the same thing run one after another, so that a second answer meets what the first one did. */
export interface Turns {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
}

/** Turns within this process; between processes the revision of a run decides. */
export function takeTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    async run(key, work) {
      const mine = (last.get(key) ?? Promise.resolve()).then(work)
      const ended = mine.catch(() => undefined)
      last.set(key, ended)
      try {
        return await mine
      } finally {
        if (last.get(key) === ended) last.delete(key)
      }
    },
  }
}
