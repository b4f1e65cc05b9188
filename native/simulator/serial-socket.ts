import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../transport/clock.ts'
import { openSerialPort } from '../transport/serial-port.ts'
import { openPseudoTerminal } from './pseudo-terminal.ts'
import { RatedPort } from './rated-port.ts'
import type { Plug, Socket } from './socket.ts'

const DEVICE_BAUD_RATE = 115_200

/** A serial socket: the path that a kiosk is configured with stays the same over unplugging and plugging in. */
export class SerialSocket implements Socket {
  readonly path: string
  readonly #devicePath: string
  readonly #baudRate: number | undefined

  private constructor(dir: string, name: string, baudRate: number | undefined) {
    this.path = join(dir, name)
    this.#devicePath = join(dir, `${name}-device`)
    this.#baudRate = baudRate
  }

  /** A socket whose links lie in `dir`. With a speed, the device hears nobody who speaks at another, and needs its time. */
  static async in(dir: string, name: string, baudRate?: number): Promise<SerialSocket> {
    await mkdir(dir, { recursive: true })
    return new SerialSocket(dir, name, baudRate)
  }

  /** Rejects when the machine has no `socat`. */
  async plugIn(): Promise<Plug> {
    const cable = await openPseudoTerminal({ host: this.path, module: this.#devicePath }, systemClock)
    const port = await openSerialPort({ path: this.#devicePath, baudRate: DEVICE_BAUD_RATE }, systemClock)
    const pull = async (): Promise<void> => {
      await port.close()
      await cable.close()
    }
    const baudRate = this.#baudRate
    return { port: baudRate === undefined ? port : new RatedPort(port, { hostPath: this.path, baudRate }), pull }
  }
}
