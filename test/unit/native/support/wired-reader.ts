import { DeviceError } from '../../../../native/device-error.ts'
import type { ReaderContext } from '../../../../native/drivers/document-reader.ts'
import { ModuleLine } from '../../../../native/simulator/module-line.ts'
import type { LineFault } from '../../../../native/simulator/line-fault.ts'
import { cardOf, people } from '../../../../native/simulator/people.ts'
import { SamModule } from '../../../../native/simulator/sam-module.ts'
import type { Clock } from '../../../../native/transport/clock.ts'
import type { OpenPort, PortListing } from '../../../../native/transport/byte-port.ts'
import { memoryCable, type MemoryPort } from './memory-cable.ts'

/** A simulated module on a cable in memory: every fault on demand, no device node, any clock. */
export class WiredReader {
  readonly module = new SamModule()
  readonly clock: Clock
  readonly openings: number[] = []
  fault: LineFault = 'none'
  isPluggedIn = true
  /** The only line speed at which the module hears anything. */
  baudRate: number | undefined
  cardMs = 0
  ports: PortListing[] = [{ path: 'line' }]
  readonly cut: { bytesLeft: number; onCut: () => void } = { bytesLeft: Infinity, onCut: () => this.unplug() }
  #host: MemoryPort | undefined

  constructor(clock: Clock) {
    this.clock = clock
  }

  get context(): ReaderContext {
    return { clock: this.clock, openPort: this.openPort, listPorts: async () => this.ports }
  }

  readonly openPort: OpenPort = async ({ baudRate }) => {
    this.openings.push(baudRate)
    if (!this.isPluggedIn) throw new DeviceError('reader.not-connected')
    const { host, module } = memoryCable()
    this.#host = host
    const { clock, cardMs, cut } = this
    if (this.baudRate === undefined || this.baudRate === baudRate) {
      new ModuleLine(this.module, module, { clock, cardMs, cut, fault: () => this.fault })
    }
    return host
  }

  place(id: string | undefined): void {
    const person = people.find((each) => each.id === id)
    this.module.place(person && cardOf(person))
  }

  /** Bytes that no module would send. */
  disturb(bytes: Uint8Array): void {
    this.#host?.receive(bytes)
  }

  unplug(): void {
    this.isPluggedIn = false
    this.#host?.unplugged()
  }

  plugIn(): void {
    this.cut.bytesLeft = Infinity
    this.isPluggedIn = true
  }
}
