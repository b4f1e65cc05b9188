import hid from 'node-hid'
import { DeviceError } from '../device-error.ts'
import type { BytePort, HidListing } from './byte-port.ts'
import { within, type Clock } from './clock.ts'
import { leaseDevice, type DeviceLease } from './device-lease.ts'
import { PortEnd } from './port-end.ts'

const WRITE_LIMIT_MS = 2_000
const CLOSE_LIMIT_MS = 1_000
const WATCH_EVERY_MS = 500
/** What stands before an output report of a device without report ids. */
const NO_REPORT_ID = 0

// The other driver, libusb, takes the process down when a device goes while it reads.
hid.setDriverType('hidraw')

const ignore = (): void => {}
/** The binding gives its read errors as plain strings. */
const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))
const hexId = (id: number): string => id.toString(16).padStart(4, '0')

async function enumerate(): Promise<readonly HidListing[]> {
  const found = await hid.devicesAsync()
  return found.flatMap(({ path, vendorId, productId }) =>
    path === undefined ? [] : [{ path, vendorId: hexId(vendorId), productId: hexId(productId) }],
  )
}

/** HID devices of this machine; empty where the system cannot say. */
export const listHidDevices = (): Promise<readonly HidListing[]> => enumerate().catch(() => [])

/** The end of a HID device is a read error, a failed write or its absence from the listing, whichever comes first. */
class HidBytePort implements BytePort {
  readonly #device: hid.HIDAsync
  readonly #lease: DeviceLease
  readonly #clock: Clock
  readonly #end = new PortEnd()
  readonly #listeners = new Set<(bytes: Uint8Array) => void>()
  #released: Promise<void> = Promise.resolve()

  constructor(device: hid.HIDAsync, lease: DeviceLease, clock: Clock) {
    this.#device = device
    this.#lease = lease
    this.#clock = clock
    device.on('data', (report: Buffer) => this.#listeners.forEach((listener) => listener(report)))
    device.on('error', (error: unknown) => this.#finish(asError(error)))
  }

  get signal(): AbortSignal {
    return this.#end.signal
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.add(listener)
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#end.onClose(listener)
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.signal.throwIfAborted()
    const written = this.#device.write(Buffer.from([NO_REPORT_ID, ...bytes]))
    const late = (): Error => new Error(`nothing took the report for ${WRITE_LIMIT_MS} ms`)
    try {
      await within(written, { clock: this.#clock, ms: WRITE_LIMIT_MS, late })
    } catch (thrown) {
      const cause = asError(thrown)
      this.#finish(cause)
      throw new DeviceError('reader.not-connected', { cause })
    }
  }

  async close(): Promise<void> {
    this.#finish(undefined)
    await this.#released
  }

  async watchListing(path: string): Promise<void> {
    while (!this.#end.hasEnded) {
      await this.#clock.wait(WATCH_EVERY_MS, this.signal).catch(ignore) // the port ended: so does the loop
      const listed = await enumerate().catch(() => undefined)
      if (listed && !listed.some((each) => each.path === path))
        this.#finish(new Error('the device is no longer listed'))
    }
  }

  #finish(cause: unknown): void {
    if (this.#end.hasEnded) return
    this.#released = this.#release()
    this.#end.end(cause)
  }

  /** An open device keeps its reading thread, and with it the process, alive: closed at every end. */
  async #release(): Promise<void> {
    const late = (): Error => new Error('the binding did not close')
    await within(this.#device.close(), { clock: this.#clock, ms: CLOSE_LIMIT_MS, late }).catch(ignore)
    this.#lease.release()
  }
}

/** Opens a HID device through the kernel's hidraw driver, for this program alone. */
export async function openHidPort({ path }: HidListing, clock: Clock): Promise<BytePort> {
  const lease = await leaseDevice(path)
  try {
    const port = new HidBytePort(await hid.HIDAsync.open(path), lease, clock)
    void port.watchListing(path)
    return port
  } catch (thrown) {
    lease.release()
    throw new DeviceError('reader.not-connected', { cause: asError(thrown) })
  }
}
