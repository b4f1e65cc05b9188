import { type Scan, scanOf } from '../../sync-server/contract/device.ts'
import { DeviceError } from '../device-error.ts'
import type { BytePort } from '../transport/byte-port.ts'
import type { ReaderContext } from './document-reader.ts'
import { onGm65Scan, onHidScan, onSerialScan, onZoneScan } from './scanner.ts'

/** Where a scanner is; without a speed the one that its makers deliver. */
interface SerialAddress {
  readonly path: string
  readonly baudRate?: number
}
interface HidAddress {
  readonly vendorId: string
  readonly productId: string
}
interface ScannerAddresses {
  /** A reader of machine-readable zones on a serial line. */
  'mrz-serial': SerialAddress
  /** A scanner that sends codes with or without a line end. */
  'scan-serial': SerialAddress
  /** A GM65 module, whose replies share the line. */
  'gm65-serial': SerialAddress
  /** A HID POS scanner (usage page 8C). */
  'hid-pos': HidAddress
}

/** Which scanner to use. */
export type ScannerConfig = {
  [Driver in keyof ScannerAddresses]: { readonly driver: Driver } & ScannerAddresses[Driver]
}[keyof ScannerAddresses]

/** What opening needs of the machine. */
export type ScannerContext = Pick<ReaderContext, 'clock' | 'openPort' | 'openHidPort' | 'listHidDevices'>

type OnScan = (scan: Scan) => void
type Opener<Address> = (address: Address, context: ScannerContext, onScan: OnScan) => Promise<BytePort>
const USUAL_BAUD_RATE = 9_600

/** A line that is opened, and listened to by one of the framings. */
const serial =
  (listen: (port: BytePort, context: ScannerContext, onScan: OnScan) => void): Opener<SerialAddress> =>
  async ({ path, baudRate = USUAL_BAUD_RATE }, context, onScan) => {
    const port = await context.openPort({ path, baudRate }, context.clock)
    listen(port, context, onScan)
    return port
  }

const taken =
  (onScan: OnScan) =>
  (text: string): void =>
    onScan(scanOf(text, 'serial'))

async function openHidPos(
  { vendorId, productId }: HidAddress,
  context: ScannerContext,
  onScan: OnScan,
): Promise<BytePort> {
  const listed = await context.listHidDevices()
  const found = listed.find((each) => each.vendorId === vendorId && each.productId === productId)
  if (!found) throw new DeviceError('reader.not-connected', { cause: new Error('no such HID device') })
  const port = await context.openHidPort(found, context.clock)
  onHidScan(port, found, taken(onScan))
  return port
}

/** One row for each driver. */
const scannerDrivers: { readonly [Driver in keyof ScannerAddresses]: Opener<ScannerAddresses[Driver]> } = {
  'mrz-serial': serial((port, { clock }, onScan) =>
    onZoneScan(port, clock, (lines) => onScan({ kind: 'zone', lines, by: 'serial' })),
  ),
  'scan-serial': serial((port, { clock }, onScan) => onSerialScan(port, clock, taken(onScan))),
  'gm65-serial': serial((port, { clock }, onScan) => onGm65Scan(port, clock, taken(onScan))),
  'hid-pos': openHidPos,
}

/** Opens the configured scanner and hands on what it scans for as long as its port lives; throws `DeviceError`. */
export function openScanner(config: ScannerConfig, context: ScannerContext, onScan: OnScan): Promise<BytePort> {
  return config.driver === 'hid-pos'
    ? scannerDrivers['hid-pos'](config, context, onScan)
    : scannerDrivers[config.driver](config, context, onScan)
}
