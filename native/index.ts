import { demoChipPhotoDecoder } from './document/demo-chip-photo.ts'
import type { ChipPhotoDecoder } from './document/chip-photo.ts'
import { chipPhotoLibrary } from './drivers/chip-photo-library.ts'
import type { ReaderContext } from './drivers/document-reader.ts'
import { listHidDevices, openHidPort } from './transport/hid-port.ts'
import { pipePort } from './framing/pipe-port.ts'
import { openLine } from './transport/open-line.ts'
import { listSerialPorts } from './transport/serial-port.ts'
import { listUsbDevices, openUsbPipes } from './transport/usb-pipes.ts'
import { systemClock } from './transport/clock.ts'

export { DeviceError, type DeviceFailureCode } from './device-error.ts'
export type { ChipPhotoDecoder } from './document/chip-photo.ts'
export type { ReaderContext } from './drivers/document-reader.ts'
export { PrinterService, type PrinterConfig } from './drivers/printer-service.ts'
export { Stage, type StageConfig, type StageDevice } from './drivers/stage/stage.ts'
export type { ScannerConfig } from './drivers/scanner-drivers.ts'
export { ScannerService } from './drivers/scanner-service.ts'
export { ReaderService, type ReaderHandlers } from './drivers/reader-service.ts'
export type { ReaderConfig } from './drivers/registry.ts'

/** The machine's own clock, serial lines, HID and USB devices: what the device host gives to `ReaderService`. */
export const machineContext: ReaderContext = {
  clock: systemClock,
  openPort: openLine,
  listPorts: listSerialPorts,
  openHidPort,
  listHidDevices,
  openUsbPort: async (listing, clock) => pipePort(await openUsbPipes(listing, clock)),
  listUsbDevices,
}

/**
 * The decoder that this kiosk may use: the vendor's library where one is configured, the simulator's in demo mode,
 * otherwise none. Throws `chip-photo.undecodable` when the library cannot be loaded.
 */
export function openChipPhotoDecoder(config: { libraryPath?: string; isDemo: boolean }): ChipPhotoDecoder | undefined {
  if (config.libraryPath !== undefined) return chipPhotoLibrary(config.libraryPath)
  return config.isDemo ? demoChipPhotoDecoder(config) : undefined
}
