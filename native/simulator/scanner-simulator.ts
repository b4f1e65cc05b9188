import type { Plug, Socket } from './socket.ts'

/** A scanner at the other end of a line: what it is given to scan, it sends. */
export class ScannerSimulator {
  readonly #socket: Socket
  #plug: Plug | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  /** Starts a scanner that is plugged in. */
  static async start(socket: Socket): Promise<ScannerSimulator> {
    const scanner = new ScannerSimulator(socket)
    await scanner.setPlugged(true)
    return scanner
  }

  get isPlugged(): boolean {
    return this.#plug !== undefined
  }

  /** Sends the bytes of one scan; false when it is not plugged in. */
  async send(bytes: Uint8Array): Promise<boolean> {
    if (!this.#plug) return false
    await this.#plug.port.write(bytes)
    return true
  }

  async setPlugged(isPlugged: boolean): Promise<void> {
    const plug = this.#plug
    if (isPlugged === (plug !== undefined)) return
    if (isPlugged) {
      this.#plug = await this.#socket.plugIn()
      return
    }
    this.#plug = undefined
    await plug?.pull()
  }

  async stop(): Promise<void> {
    await this.setPlugged(false)
  }
}
