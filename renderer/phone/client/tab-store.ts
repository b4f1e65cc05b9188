/** What one tab of a browser remembers until it is closed: across a reload and a trip to another site, and no longer. */
export interface TabStore {
  get<T>(name: string): T | undefined
  set(name: string, value: unknown): void
  drop(name: string): void
}

const PREFIX = 'hall.'

/** The browser's own store of a tab; where it is refused, memory has to do, and a reload forgets. */
export function tabStore(open: () => Storage = () => sessionStorage): TabStore {
  const memory = new Map<string, string>()
  const kept = <T>(work: (storage: Storage) => T, otherwise: () => T): T => {
    try {
      return work(open())
    } catch {
      return otherwise()
    }
  }
  const textOf = (key: string): string | undefined =>
    memory.get(key) ??
    kept(
      (storage) => storage.getItem(key) ?? undefined,
      () => undefined,
    )
  return {
    get<T>(name: string) {
      const text = textOf(PREFIX + name)
      return text === undefined ? undefined : (JSON.parse(text) as T)
    },
    set(name, value) {
      const text = JSON.stringify(value)
      kept<unknown>(
        (storage) => storage.setItem(PREFIX + name, text),
        () => memory.set(PREFIX + name, text),
      )
    },
    drop(name) {
      memory.delete(PREFIX + name)
      kept(
        (storage) => storage.removeItem(PREFIX + name),
        () => undefined,
      )
    },
  }
}
