/** No state of a flow comes near this. */
const MAX_EVENT_CHARS = 256 * 1024

function dataIn(block: string): readonly string[] {
  const lines = block.split('\n').filter((line) => line.startsWith('data:'))
  return lines.length === 0 ? [] : [lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n')]
}

/** Server-sent events (WHATWG HTML 9.2) as they come, in pieces of any size. */
export class EventText {
  #rest = ''

  /** The data of every event that is whole now. Throws once an event is larger than any of ours. */
  take(text: string): readonly string[] {
    const blocks = (this.#rest + text).split('\n\n')
    this.#rest = blocks.pop() ?? ''
    if (this.#rest.length > MAX_EVENT_CHARS) throw new Error('event-too-large')
    return blocks.flatMap(dataIn)
  }
}
