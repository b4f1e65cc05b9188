/** Who follows what in this process: so many a caller, and one stream a thing. */
export interface Places {
  /** Whether a caller may follow one more, or has this one already. */
  hasRoom(owner: string, topic: string): boolean
  /** Takes a place; whoever followed the same thing before has to go. The answer gives the place back. */
  take(owner: string, topic: string, evict: () => void): () => void
}

interface Place {
  readonly owner: string
  readonly evict: () => void
}

/** Places with at most `most` for each caller. */
export function placesFor(most: number): Places {
  const byTopic = new Map<string, Place>()
  const counts = new Map<string, number>()
  const count = (owner: string, by: number): void => {
    const now = (counts.get(owner) ?? 0) + by
    if (now > 0) counts.set(owner, now)
    else counts.delete(owner)
  }
  return {
    hasRoom: (owner, topic) => byTopic.get(topic)?.owner === owner || (counts.get(owner) ?? 0) < most,
    take(owner, topic, evict) {
      const place = { owner, evict }
      const former = byTopic.get(topic)
      byTopic.set(topic, place)
      count(owner, 1)
      former?.evict()
      return () => {
        if (byTopic.get(topic) === place) byTopic.delete(topic)
        count(owner, -1)
      }
    },
  }
}
