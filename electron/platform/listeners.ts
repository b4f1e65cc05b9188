/** A list of listeners to one kind of event. */
export interface Listeners<Event> {
  /** Adds a listener; the answer removes it again. */
  add(listener: (event: Event) => void): () => void
  tell(event: Event): void
}

/** Makes an empty list of listeners. */
export function listeners<Event>(): Listeners<Event> {
  const all = new Set<(event: Event) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => all.delete(listener)
    },
    tell(event) {
      for (const listener of [...all]) listener(event)
    },
  }
}
