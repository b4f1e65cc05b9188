import type { DeviceError } from '../device-error.ts'
import type { Clock } from './clock.ts'

/**
 * An open line to a device: bytes in any chunking, nothing else. A port that has gone never comes back; whoever
 * wants the device again opens a new one.
 */
export interface BytePort {
  /** Aborted once the port is gone, with the `DeviceError` why as its reason. */
  readonly signal: AbortSignal
  /** Resolves when the driver has taken the bytes; rejects with `reader.not-connected` when the device is gone. */
  write(bytes: Uint8Array): Promise<void>
  /** Bytes that arrive while nobody listens are lost. The chunk may be reused after the call: copy what is kept. */
  onData(listener: (bytes: Uint8Array) => void): void
  /** Called exactly once, also when the device vanished without a word. */
  onClose(listener: (reason: DeviceError) => void): void
  close(): Promise<void>
}

/** Which line to open and how fast, in bits per second; always 8 data bits, no parity, 1 stop bit. */
export interface PortSettings {
  readonly path: string
  readonly baudRate: number
}

/** Opens a port or rejects with `reader.not-connected` or `reader.port-busy`. */
export type OpenPort = (settings: PortSettings, clock: Clock) => Promise<BytePort>

/** A serial port that the machine knows, with its USB identity where it has one (four hex digits each). */
export interface PortListing {
  readonly path: string
  readonly vendorId?: string
  readonly productId?: string
}

/**
 * A HID interface that the machine knows, with its USB identity (four hex digits each). Product names are left out:
 * Chinese ones come back empty.
 */
export interface HidListing {
  readonly path: string
  readonly vendorId: string
  readonly productId: string
}

/**
 * Opens a HID device as a port on which every write is one output report and every chunk one input report, without
 * report ids on the way out. Rejects with `reader.not-connected` or `reader.port-busy`.
 */
export type OpenHidPort = (listing: HidListing, clock: Clock) => Promise<BytePort>

/** A USB device that the machine knows; the identity is four lower-case hex digits each. */
export type UsbListing = HidListing

/** A USB device as pairs of bulk pipes, numbered from 0: what goes out on one and what comes in on its other half. */
export interface BulkPipes extends Pick<BytePort, 'signal' | 'onClose' | 'close'> {
  /** How many pairs there are. */
  readonly count: number
  write(bytes: Uint8Array, pipe: number): Promise<void>
  /** One packet of a pipe; pipes know no order among each other. */
  onData(listener: (bytes: Uint8Array, pipe: number) => void): void
}

/** Opens a USB device as one line of bytes. Rejects with `reader.not-connected` or `reader.port-busy`. */
export type OpenUsbPort = (listing: UsbListing, clock: Clock) => Promise<BytePort>
