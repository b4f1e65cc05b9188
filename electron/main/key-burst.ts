/** Keys that come closer together than this were not struck by a hand. */
export const BURST_GAP_MS = 35
/** After an end of line the next line of a zone follows at once; this much silence ends the whole. */
const SILENCE_MS = 90
/** Fewer keys than this may be two fingers that fell together. */
const LEAST_KEYS = 8
/** Nobody scans more than the longest QR code. */
const MOST_KEYS = 4_096
/** A timer that is this late stood behind work: the keys that waited as well come first. */
const LATE_MS = 20

/** A key press that may reach the page, as Electron reports it. */
export interface StruckKey {
  readonly type: string
  readonly key: string
  readonly isAutoRepeat: boolean
}

/** What a burst needs of its surroundings; `now` in milliseconds. */
export interface BurstPorts {
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => () => void
  /** Keys that were held back and came from a hand after all, in order. */
  readonly release: (keys: readonly string[]) => void
  readonly scanned: (text: string) => void
}

const isCharacter = (key: string): boolean => [...key].length === 1
/** They stand between characters and say nothing of their own. */
const SILENT = new Set(['Shift', 'CapsLock', 'Process', 'Unidentified'])

/**
 * Tells a device that writes like a keyboard from hands: its keys come in a burst, mostly ended by Enter. Every character is
 * held back for the moment in which the next one of a burst would come; hands do not notice, and nothing of a burst reaches
 * a field, whichever has the focus.
 */
export class KeyBurst {
  readonly #ports: BurstPorts
  #held: string[] = []
  readonly #lines: string[] = []
  readonly #down = new Set<string>()
  #cancel: () => void = () => {}

  constructor(ports: BurstPorts) {
    this.#ports = ports
  }

  /** Whether the page must not get this key now. */
  holds(key: StruckKey): boolean {
    if (SILENT.has(key.key)) return false
    if (key.type !== 'keyDown') return this.#down.delete(key.key)
    const isHeld = this.#take(key)
    if (isHeld) this.#down.add(key.key)
    else this.#down.delete(key.key)
    return isHeld
  }

  #take({ key, isAutoRepeat }: StruckKey): boolean {
    const isBurst = this.#held.length >= LEAST_KEYS || this.#lines.length > 0
    if (key === 'Enter' && isBurst) return this.#endLine()
    const isFirst = this.#held.length === 0 && this.#lines.length === 0
    if (!isCharacter(key) || isAutoRepeat || (isFirst && key === ' ')) {
      this.#settle()
      return false
    }
    if (this.#held.length < MOST_KEYS) this.#held.push(key)
    this.#wait(BURST_GAP_MS)
    return true
  }

  #endLine(): true {
    this.#lines.push(this.#held.join(''))
    this.#held = []
    this.#wait(SILENCE_MS)
    return true
  }

  #wait(ms: number): void {
    this.#cancel()
    const due = this.#ports.now() + ms
    this.#cancel = this.#ports.after(ms, () => {
      if (this.#ports.now() > due + LATE_MS) this.#cancel = this.#ports.after(BURST_GAP_MS, () => this.#settle())
      else this.#settle()
    })
  }

  /** What is held turns out to be a scan, or a few keys of a hand. */
  #settle(): void {
    this.#cancel()
    const held = this.#held
    const lines = this.#lines.splice(0)
    this.#held = []
    if (lines.length > 0 || held.length >= LEAST_KEYS) {
      this.#ports.scanned([...lines, ...(held.length > 0 ? [held.join('')] : [])].join('\n'))
    } else if (held.length > 0) this.#ports.release(held)
  }
}
