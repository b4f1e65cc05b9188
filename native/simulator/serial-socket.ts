import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../transport/clock.ts'
import { openSerialPort } from '../transport/serial-port.ts'
import { openPseudoTerminal } from './pseudo-terminal.ts'
import type { Plug, Socket } from './socket.ts'

const DEVICE_BAUD_RATE = 115_200

/** A serial socket: the path that a kiosk is configured with stays the same over unplugging and plugging in. */
export class SerialSocket implements Socket {
  readonly path: string
  readonly #devicePath: string

  private constructor(dir: string, name: string) {
    this.path = join(dir, name)
    this.#devicePath = join(dir, `${name}-device`)
  }

  /** A socket whose links lie in `dir`. */
  static async in(dir: string, name: string): Promise<SerialSocket> {
    await mkdir(dir, { recursive: true })
    return new SerialSocket(dir, name)
  }

  /** Rejects when the machine has no `socat`. */
  async plugIn(): Promise<Plug> {
    const cable = await openPseudoTerminal({ host: this.path, module: this.#devicePath }, systemClock)
    const port = await openSerialPort({ path: this.#devicePath, baudRate: DEVICE_BAUD_RATE }, systemClock)
    const pull = async (): Promise<void> => {
      await port.close()
      await cable.close()
    }
    return { port, pull }
  }
}
