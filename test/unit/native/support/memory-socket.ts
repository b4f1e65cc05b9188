import { DeviceError } from '../../../../native/device-error.ts'
import type { Plug, Socket } from '../../../../native/simulator/socket.ts'
import type { OpenPort } from '../../../../native/transport/byte-port.ts'
import { memoryCable, type MemoryPort } from './memory-cable.ts'

/** A socket whose cable exists in memory only; the host opens it as often as it likes while a device is plugged in. */
export class MemorySocket implements Socket {
  #device: DevicePort | undefined

  async plugIn(): Promise<Plug> {
    const device = new DevicePort()
    this.#device = device
    const pull = async (): Promise<void> => {
      this.#device = undefined
      device.unplugged()
    }
    return { port: device.port, pull }
  }

  readonly openPort: OpenPort = async () => {
    if (!this.#device) throw new DeviceError('reader.not-connected')
    return this.#device.connect()
  }
}

/** The device's end stays while hosts come and go. */
class DevicePort {
  readonly port = memoryCable().module
  #host: MemoryPort | undefined

  connect(): MemoryPort {
    const { host } = memoryCable()
    this.#host?.unplugged()
    this.#host = host
    host.other = this.port
    this.port.other = host
    const { port } = this
    host.close = async () => {
      host.unplugged()
      if (port.other === host) port.other = undefined
    }
    return host
  }

  unplugged(): void {
    this.#host?.unplugged()
    this.port.unplugged()
  }
}
