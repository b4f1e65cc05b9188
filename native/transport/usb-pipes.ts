import { getDeviceList, type Device, type InEndpoint, type Interface, LibUSBException, type OutEndpoint } from 'usb'
import { DeviceError } from '../device-error.ts'
import type { BulkPipes, UsbListing } from './byte-port.ts'
import type { Clock } from './clock.ts'
import { leaseDevice, type DeviceLease } from './device-lease.ts'
import { DevicePort } from './device-port.ts'
import { PipeReader } from './pipe-reader.ts'

const WATCH_EVERY_MS = 500
const VENDOR_CLASS = 0xff
const BULK = 2

const ignore = (): void => {}
const hexId = (id: number): string => id.toString(16).padStart(4, '0')
const pathOf = ({ busNumber, deviceAddress }: Device): string => `usb:${busNumber}/${deviceAddress}`

/** Devices of this machine's USB; empty where the system has none, or cannot say. */
export async function listUsbDevices(): Promise<readonly UsbListing[]> {
  try {
    return getDeviceList().map((device) => {
      const { idVendor, idProduct } = device.deviceDescriptor
      return { path: pathOf(device), vendorId: hexId(idVendor), productId: hexId(idProduct) }
    })
  } catch {
    return []
  }
}

/** What a device speaks through: its bulk endpoints by address, one of each way for every pipe. */
interface Claimed {
  readonly device: Device
  readonly face: Interface
  readonly ins: readonly InEndpoint[]
  readonly outs: readonly OutEndpoint[]
}

/** The end of a USB device is a failed transfer or its absence from the listing, whichever comes first. */
class UsbPipes extends DevicePort<[bytes: Uint8Array, pipe: number]> implements BulkPipes {
  readonly #claimed: Claimed
  readonly #lease: DeviceLease
  readonly #readers: readonly PipeReader[]

  constructor(claimed: Claimed, lease: DeviceLease, clock: Clock) {
    super(clock)
    this.#claimed = claimed
    this.#lease = lease
    this.#readers = claimed.ins.map(
      (pipe, nth) =>
        new PipeReader(pipe, {
          data: (packet) => this.hear(packet, nth),
          failed: (error) => this.finish(error),
        }),
    )
  }

  get count(): number {
    return Math.min(this.#claimed.ins.length, this.#claimed.outs.length)
  }

  async write(bytes: Uint8Array, pipe: number): Promise<void> {
    this.signal.throwIfAborted()
    const written = new Promise<void>((resolve, reject) => {
      const out = this.#claimed.outs[pipe]
      out?.transfer(Buffer.from(bytes), (error) => (error ? reject(error) : resolve()))
    })
    await this.taken(written)
  }

  async watchListing(path: string): Promise<void> {
    while (!this.hasEnded) {
      await this.clock.wait(WATCH_EVERY_MS, this.signal).catch(ignore) // the device ended: so does the loop
      const isListed = (await listUsbDevices()).some((each) => each.path === path)
      if (!isListed) this.finish(new Error('the device is no longer listed'))
    }
  }

  protected async release(): Promise<void> {
    const { device, face } = this.#claimed
    const stopped = Promise.all(this.#readers.map((reader) => reader.stop())).then(() => released(face))
    if (await this.closed(stopped)) device.close()
    this.#lease.release()
  }
}

const released = (face: Interface): Promise<void> => new Promise((resolve) => face.release(() => resolve()))

/** The first interface of the vendor's own class that has bulk pipes both ways. */
function claim(device: Device): Claimed {
  device.open()
  for (const face of device.interfaces ?? []) {
    const bulk = face.endpoints.filter(({ transferType }) => transferType === BULK)
    const byAddress = bulk.sort((a, b) => a.address - b.address)
    const ins = byAddress.filter((pipe): pipe is InEndpoint => pipe.direction === 'in')
    const outs = byAddress.filter((pipe): pipe is OutEndpoint => pipe.direction === 'out')
    if (face.descriptor.bInterfaceClass !== VENDOR_CLASS || ins.length === 0 || outs.length === 0) continue
    face.claim()
    return { device, face, ins, outs }
  }
  throw new Error('no interface with bulk pipes')
}

function claimOrClose(device: Device): Claimed {
  try {
    return claim(device)
  } catch (error) {
    if (device.interfaces) device.close() // else it was never open
    throw error
  }
}

const isBusy = (error: unknown): boolean => error instanceof LibUSBException && error.message === 'LIBUSB_ERROR_BUSY'

/** Opens the bulk pipes of a listed device, for this program alone. Throws `reader.not-connected` or `reader.port-busy`. */
export async function openUsbPipes({ path }: UsbListing, clock: Clock): Promise<BulkPipes> {
  const lease = await leaseDevice(path)
  try {
    const device = getDeviceList().find((each) => pathOf(each) === path)
    if (!device) throw new Error('the device is not listed')
    const pipes = new UsbPipes(claimOrClose(device), lease, clock)
    void pipes.watchListing(path)
    return pipes
  } catch (cause) {
    lease.release()
    throw new DeviceError(isBusy(cause) ? 'reader.port-busy' : 'reader.not-connected', { cause })
  }
}
