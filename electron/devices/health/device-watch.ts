import type { PrinterState, ReaderState, ScannerName } from '../../../sync-server/contract/device.ts'
import type { CameraSight, Device, DeviceHealth } from '../../../sync-server/contract/device-health.ts'
import type { FailureCode } from '../../../sync-server/contract/failure.ts'
import { type DeviceSign, signOfCamera, signOfPrinter, signOfReader, signOfScanner } from './device-signs.ts'
import { isNews, noteSign, noteSuccess, startingHealth } from './note-sign.ts'

/** What the watch needs of its surroundings; `changed` is called when a device stands otherwise than before. */
export interface WatchPorts {
  readonly now: () => Date
  readonly changed: () => void
}

/** Keeps the health of the devices that this kiosk has; of any other it takes no notice. */
export class DeviceWatch {
  readonly #ports: WatchPorts
  readonly #health: Map<Device, DeviceHealth>
  #readerFailure: FailureCode | undefined

  constructor(devices: readonly Device[], ports: WatchPorts) {
    this.#ports = ports
    this.#health = new Map(devices.map((device) => [device, startingHealth(device, ports.now())]))
  }

  view(): readonly DeviceHealth[] {
    return [...this.#health.values()]
  }

  reader(state: ReaderState): void {
    const isTrouble = state.kind === 'disconnected' || state.kind === 'failed'
    if (!isTrouble) this.#readerFailure = undefined
    this.#note('reader', signOfReader(state, this.#readerFailure))
  }

  /** Why a device's line is down; the state that follows or preceded it says only that it is. */
  failure(code: FailureCode): void {
    if (!code.startsWith('reader.')) return
    this.#readerFailure = code
    if (this.#health.get('reader')?.state === 'faulty') this.#note('reader', { state: 'faulty', code })
  }

  scanner(scanner: ScannerName, isReady: boolean): void {
    this.#note(scanner, signOfScanner(scanner, isReady))
  }

  printer(state: PrinterState): void {
    this.#note('printer', signOfPrinter(state))
  }

  /** A device that only says whether it is at work, and why not. */
  stage(device: Device, trouble: FailureCode | undefined): void {
    this.#note(device, trouble === undefined ? { state: 'working' } : { state: 'faulty', code: trouble })
  }

  camera(sight: CameraSight): void {
    if (sight === 'picture') this.succeeded('camera')
    this.#note('camera', signOfCamera(sight))
  }

  /** The device has just done its work. */
  succeeded(device: Device): void {
    const health = this.#health.get(device)
    if (health) this.#health.set(device, noteSuccess(health, this.#ports.now()))
  }

  #note(device: Device, sign: DeviceSign): void {
    const health = this.#health.get(device)
    if (!health || !isNews(health, sign)) return
    this.#health.set(device, noteSign(health, sign, this.#ports.now()))
    this.#ports.changed()
  }
}
