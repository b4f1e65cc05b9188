import type { DocumentReader, OpenOptions } from './document-reader.ts'
import { findReader } from './find-reader.ts'
import { openSamHid, type HidAddress } from './sam-hid.ts'
import { openSamSerial, type SamAddress } from './sam-serial.ts'
import { openSamUsb } from './sam-usb.ts'
import type { UsbIdentity } from './reader-models.ts'

/** What every driver is configured with. */
interface DriverAddresses {
  'sam-serial': SamAddress
  'sam-hid': HidAddress
  'sam-usb': UsbIdentity
  auto: {
    /** Serial lines of other devices, which are not asked whether they are readers. */
    readonly except?: readonly string[]
  }
}

/** Which reader to use: a security module on a named line, one behind a HID device or bulk pipes, or the first one found. */
export type ReaderConfig = {
  [Driver in keyof DriverAddresses]: { readonly driver: Driver } & DriverAddresses[Driver]
}[keyof DriverAddresses]

type Opener<Address> = (address: Address, options: OpenOptions) => Promise<DocumentReader>

/** One row for each driver. */
export const readerDrivers: { readonly [Driver in keyof DriverAddresses]: Opener<DriverAddresses[Driver]> } = {
  'sam-serial': openSamSerial,
  'sam-hid': openSamHid,
  'sam-usb': openSamUsb,
  auto: ({ except = [] }, options) => findReader(except, options),
}

/** Opens the configured reader; throws `DeviceError`. */
export function openReader(config: ReaderConfig, options: OpenOptions): Promise<DocumentReader> {
  switch (config.driver) {
    case 'sam-serial':
      return readerDrivers['sam-serial'](config, options)
    case 'sam-hid':
      return readerDrivers['sam-hid'](config, options)
    case 'sam-usb':
      return readerDrivers['sam-usb'](config, options)
    case 'auto':
      return readerDrivers.auto(config, options)
  }
}
