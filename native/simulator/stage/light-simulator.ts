import { RelayStream } from '../../protocol/lcus-relay.ts'
import type { Plug, Socket } from '../socket.ts'

/** A light behind a relay board; it stays as it was when the line is pulled out, as boards with a supply of their own do. */
export class LightSimulator {
  readonly #socket: Socket
  readonly #channel: number
  #isLit = false
  #plug: Plug | undefined

  private constructor(socket: Socket, channel: number) {
    this.#socket = socket
    this.#channel = channel
  }

  /** Starts a light that is plugged in, and off unless somebody left it on. */
  static async start(socket: Socket, { channel = 1, isLit = false } = {}): Promise<LightSimulator> {
    const light = new LightSimulator(socket, channel)
    light.#isLit = isLit
    await light.plugIn()
    return light
  }

  get isLit(): boolean {
    return this.#isLit
  }

  async plugIn(): Promise<void> {
    const stream = new RelayStream()
    this.#plug = await this.#socket.plugIn()
    this.#plug.port.onData((chunk) => {
      for (const { channel, isOn } of stream.push(chunk)) if (channel === this.#channel) this.#isLit = isOn
    })
  }

  async unplug(): Promise<void> {
    const plug = this.#plug
    this.#plug = undefined
    await plug?.pull()
  }
}
