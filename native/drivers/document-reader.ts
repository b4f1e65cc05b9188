import type { CardRead } from '../../sync-server/contract/device.ts'
import type { Clock } from '../transport/clock.ts'
import type { HidListing, OpenHidPort, OpenPort, OpenUsbPort, PortListing, UsbListing } from '../transport/byte-port.ts'
import type { LineMemory } from './line-memory.ts'

/** How a single read is watched: `onFound` is called as soon as a card answers, before it has been read. */
export interface ReadOptions {
  readonly signal: AbortSignal
  readonly onFound?: () => void
}

/** What is on the reader: nothing, a card that waits to be read, or the card that was read last. */
export type CardPresence = 'none' | 'found' | 'selected'

/**
 * A reader that is open and has passed its self-test. All methods throw `DeviceError`; after a code that begins with
 * `reader.` the reader is of no more use and must be closed.
 */
export interface DocumentReader {
  /** Management number of the security module; empty when the module does not tell it. */
  readonly samId: string
  readonly path: string
  /** Nothing where the line has no speed. */
  readonly baudRate: number | undefined
  /** Aborted when the line has gone. */
  readonly signal: AbortSignal
  /** Waits for a card, however long, and reads it; a card that is there but cannot be read throws its `card.` code. */
  readDocument(options: ReadOptions): Promise<CardRead>
  presence(options: { signal: AbortSignal }): Promise<CardPresence>
  /** Asks the module for its status, which also proves that the line still leads somewhere. */
  checkHealth(options: { signal: AbortSignal }): Promise<void>
  close(): Promise<void>
}

/** What drivers get from outside: time and the machine's lines. */
export interface ReaderContext {
  readonly clock: Clock
  readonly openPort: OpenPort
  readonly listPorts: () => Promise<readonly PortListing[]>
  readonly openHidPort: OpenHidPort
  readonly listHidDevices: () => Promise<readonly HidListing[]>
  readonly openUsbPort: OpenUsbPort
  readonly listUsbDevices: () => Promise<readonly UsbListing[]>
}

/** What opening gets besides the configuration; the memory only where somebody opens again and again. */
export interface OpenOptions {
  readonly context: ReaderContext
  readonly signal: AbortSignal
  readonly memory?: LineMemory
}
