import hid from 'node-hid'
import { DeviceError } from '../device-error.ts'
import type { BytePort, HidListing } from './byte-port.ts'
import type { Clock } from './clock.ts'
import { leaseDevice, type DeviceLease } from './device-lease.ts'
import { DevicePort } from './device-port.ts'

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
class HidBytePort extends DevicePort implements BytePort {
  readonly #device: hid.HIDAsync
  readonly #lease: DeviceLease

  constructor(device: hid.HIDAsync, lease: DeviceLease, clock: Clock) {
    super(clock)
    this.#device = device
    this.#lease = lease
    device.on('data', (report: Buffer) => this.hear(report))
    device.on('error', (error: unknown) => this.finish(asError(error)))
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.signal.throwIfAborted()
    const written = this.#device.write(Buffer.from([NO_REPORT_ID, ...bytes]))
    await this.taken(written.catch((thrown: unknown) => Promise.reject(asError(thrown))))
  }

  async watchListing(path: string): Promise<void> {
    while (!this.hasEnded) {
      await this.clock.wait(WATCH_EVERY_MS, this.signal).catch(ignore) // the port ended: so does the loop
      const listed = await enumerate().catch(() => undefined)
      if (listed && !listed.some((each) => each.path === path)) this.finish(new Error('the device is no longer listed'))
    }
  }

  /** An open device keeps its reading thread, and with it the process, alive: closed at every end. */
  protected async release(): Promise<void> {
    await this.closed(this.#device.close())
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
