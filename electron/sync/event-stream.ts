/** A stream that says nothing for this long, not even its heartbeat, is a line that hangs. */
const SILENCE_MS = 40_000
/** What is said first comes soon or not at all. */
const FIRST_WORD_MS = 10_000
/** No state of a flow comes near this. */
const MAX_EVENT_CHARS = 256 * 1024

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

function dataIn(block: string): readonly string[] {
  const lines = block.split('\n').filter((line) => line.startsWith('data:'))
  return lines.length === 0 ? [] : [lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n')]
}

/** The data of each server-sent event of a body (WHATWG HTML 9.2); heartbeats are heard and say nothing. */
export async function* eventsIn(body: AsyncIterable<Uint8Array>, heard: () => void): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    heard()
    const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
    text = blocks.pop() ?? ''
    if (text.length > MAX_EVENT_CHARS) throw new Error('event-too-large')
    yield* blocks.flatMap(dataIn)
  }
}
