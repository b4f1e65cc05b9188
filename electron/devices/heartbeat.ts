const EVERY_MS = 2_000
/** Unanswered pings after which a process counts as hanging: long enough for a slow start on a busy machine. */
const MISSED_LIMIT = 4

/** Pings a process and says when it no longer answers. */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout
  #missed = 0
  #sent = 0

  constructor(ping: (id: number) => void, onHang: () => void) {
    this.#timer = setInterval(() => {
      if (this.#missed >= MISSED_LIMIT) {
        this.stop()
        return onHang()
      }
      this.#missed++
      ping(++this.#sent)
    }, EVERY_MS)
  }

  answered(): void {
    this.#missed = 0
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
