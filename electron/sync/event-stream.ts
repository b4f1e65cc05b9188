import { EventText } from '../../sync-server/contract/event-text.ts'

/** A stream that says nothing for this long, not even its heartbeat, is a line that hangs. */
const SILENCE_MS = 40_000
/** What is said first comes soon or not at all. */
const FIRST_WORD_MS = 10_000

/** Stops a stream that has fallen silent. */
export function watchdog(stop: () => void): { heard(): void; end(): void } {
  let timer = setTimeout(stop, FIRST_WORD_MS)
  return {
    heard() {
      clearTimeout(timer)
      timer = setTimeout(stop, SILENCE_MS)
    },
    end: () => clearTimeout(timer),
  }
}

/** The data of each server-sent event of a body; heartbeats are heard and say nothing. */
export async function* eventsIn(body: AsyncIterable<Uint8Array>, heard: () => void): AsyncGenerator<string> {
  const events = new EventText()
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    heard()
    yield* events.take(decoder.decode(chunk, { stream: true }))
  }
}
