import { SerialPort } from 'serialport'
import { DeviceError, type DeviceFailureCode } from '../device-error.ts'
import type { BytePort, PortListing, PortSettings } from './byte-port.ts'
import { within, type Clock } from './clock.ts'
import { DevicePort } from './device-port.ts'
import { nodeIdentity, untilNodeIsGone } from './node-identity.ts'

const OPEN_LIMIT_MS = 3_000

const ignore = (): void => {}

/**
 * The binding's `close` event is missing in most unplugs that follow traffic, and its read loop then spins until the
 * next failing write. So this class owns the end: a write that fails, an error, the binding's own event or the
 * vanished device node, whichever comes first, closes the port and tells the listeners once.
 */
class SerialBytePort extends DevicePort implements BytePort {
  readonly #port: SerialPort

  constructor(port: SerialPort, clock: Clock) {
    super(clock)
    this.#port = port
    // Always a data listener: without one the binding never reads and never notices the end.
    port.on('data', (chunk: Buffer) => this.hear(chunk))
    port.on('error', (error) => this.finish(error))
    port.on('close', (error: Error | null) => this.finish(error ?? undefined))
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.signal.throwIfAborted()
    const written = new Promise<void>((resolve, reject) => {
      this.#port.write(Buffer.from(bytes), (error) => (error ? reject(error) : resolve()))
    })
    await this.taken(written)
  }

  /** Watches the device node, since an unplugged line that nobody writes to says nothing. */
  watchNode(path: string, identity: string): void {
    const isOver = untilNodeIsGone({ path, identity }, { clock: this.clock, signal: this.signal })
    void isOver.then(() => this.finish(new Error('the device node has gone')), ignore) // the port ended first
  }

  protected async release(): Promise<void> {
    if (this.#port.isOpen) await this.closed(new Promise<void>((resolve) => this.#port.close(() => resolve())))
  }
}

function openFailure(error: Error): DeviceFailureCode {
  return /cannot lock port|access denied|resource busy/i.test(error.message)
    ? 'reader.port-busy'
    : 'reader.not-connected'
}

/** Opens a serial line or pseudo-terminal. Modem lines are never touched: `get` and `set` fail on pseudo-terminals. */
export async function openSerialPort(settings: PortSettings, clock: Clock): Promise<BytePort> {
  const identity = await nodeIdentity(settings.path)
  if (identity === undefined) throw new DeviceError('reader.not-connected', { cause: new Error('no such device node') })
  const port = new SerialPort({ ...settings, autoOpen: false })
  const opened = new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())))
  try {
    await within(opened, { clock, ms: OPEN_LIMIT_MS, late: () => new Error('the binding did not open') })
  } catch (cause) {
    void opened.then(() => port.close(ignore), ignore) // an open that comes after its limit must not keep the lock
    throw new DeviceError(cause instanceof Error ? openFailure(cause) : 'reader.not-connected', { cause })
  }
  const bytePort = new SerialBytePort(port, clock)
  bytePort.watchNode(settings.path, identity)
  return bytePort
}

/** Serial ports of this machine; pseudo-terminals are never among them. Empty where the system cannot say. */
export async function listSerialPorts(): Promise<readonly PortListing[]> {
  const ports = await SerialPort.list().catch(() => [])
  return ports.map(({ path, vendorId, productId }) => ({
    path,
    ...(vendorId === undefined ? {} : { vendorId: vendorId.toLowerCase() }),
    ...(productId === undefined ? {} : { productId: productId.toLowerCase() }),
  }))
}
