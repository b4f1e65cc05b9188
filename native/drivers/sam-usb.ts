import { DeviceError } from '../device-error.ts'
import type { UsbListing } from '../transport/byte-port.ts'
import type { DocumentReader, OpenOptions } from './document-reader.ts'
import { openModule } from './open-module.ts'
import { usbReaderModel, type UsbIdentity } from './reader-models.ts'

const GREETINGS = 3

/** Opens the module behind the bulk pipes of a listed device; throws what `openModule` throws. */
export async function openListedUsb(listing: UsbListing, { context, signal }: OpenOptions): Promise<DocumentReader> {
  const { clock, openUsbPort } = context
  const port = await openUsbPort(listing, clock)
  return openModule({ port, clock, path: listing.path, greetings: GREETINGS }, signal)
}

/** Opens the configured bulk reader; `reader.unsupported` when it speaks through its maker's library only. */
export async function openSamUsb({ vendorId, productId }: UsbIdentity, options: OpenOptions): Promise<DocumentReader> {
  if (usbReaderModel({ vendorId, productId })?.speaks === 'library') {
    throw new DeviceError('reader.unsupported', { cause: new Error(`${vendorId}:${productId} needs its library`) })
  }
  const listed = await options.context.listUsbDevices()
  const listing = listed.find((each) => each.vendorId === vendorId && each.productId === productId)
  if (listing) return openListedUsb(listing, options)
  throw new DeviceError('reader.not-connected', { cause: new Error('no USB device with this identity') })
}
