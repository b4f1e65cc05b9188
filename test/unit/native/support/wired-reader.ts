import { DeviceError } from '../../../../native/device-error.ts'
import type { ReaderContext } from '../../../../native/drivers/document-reader.ts'
import { reportLayouts, type ReportFraming } from '../../../../native/framing/report-layout.ts'
import { ReportPort } from '../../../../native/framing/report-port.ts'
import { ModuleLine } from '../../../../native/simulator/module-line.ts'
import type { LineFault } from '../../../../native/simulator/line-fault.ts'
import { cardOf, people } from '../../../../native/simulator/people.ts'
import { SamModule } from '../../../../native/simulator/sam-module.ts'
import type { Clock } from '../../../../native/transport/clock.ts'
import type {
  BytePort,
  HidListing,
  OpenHidPort,
  OpenPort,
  OpenUsbPort,
  PortListing,
  UsbListing,
} from '../../../../native/transport/byte-port.ts'
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
  hidDevices: HidListing[] = []
  usbDevices: UsbListing[] = []
  /** How the HID device cuts its messages. */
  framing: ReportFraming = 'pass-through'
  /** Paths that were opened as HID devices. */
  readonly hidOpenings: string[] = []
  /** Paths that were opened as bulk readers. */
  readonly usbOpenings: string[] = []
  readonly cut: { bytesLeft: number; onCut: () => void } = { bytesLeft: Infinity, onCut: () => this.unplug() }
  #host: MemoryPort | undefined

  constructor(clock: Clock) {
    this.clock = clock
  }

  get context(): ReaderContext {
    return {
      clock: this.clock,
      openPort: this.openPort,
      openHidPort: this.openHidPort,
      listPorts: async () => this.ports,
      listHidDevices: async () => (this.isPluggedIn ? this.hidDevices : []),
      openUsbPort: this.openUsbPort,
      listUsbDevices: async () => (this.isPluggedIn ? this.usbDevices : []),
    }
  }

  readonly openPort: OpenPort = async ({ baudRate }) => {
    this.openings.push(baudRate)
    const { host, module } = this.#cable()
    if (this.baudRate === undefined || this.baudRate === baudRate) this.#wire(module)
    return host
  }

  readonly openHidPort: OpenHidPort = async ({ path }) => {
    this.hidOpenings.push(path)
    const { host, module } = this.#cable()
    const { request, answer } = reportLayouts[this.framing]
    this.#wire(new ReportPort(module, { out: answer, in: request }))
    return host
  }

  readonly openUsbPort: OpenUsbPort = async ({ path }) => {
    this.usbOpenings.push(path)
    const { host, module } = this.#cable()
    this.#wire(module)
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

  #cable(): ReturnType<typeof memoryCable> {
    if (!this.isPluggedIn) throw new DeviceError('reader.not-connected')
    const cable = memoryCable()
    this.#host = cable.host
    return cable
  }

  #wire(port: BytePort): void {
    const { clock, cardMs, cut } = this
    new ModuleLine(this.module, port, { clock, cardMs, cut, fault: () => this.fault })
  }
}
