import { DeviceError } from '../device-error.ts'
import { ReportPort } from '../framing/report-port.ts'
import { reportLayouts, type ReportFraming } from '../framing/report-layout.ts'
import type { HidListing } from '../transport/byte-port.ts'
import type { DocumentReader, OpenOptions } from './document-reader.ts'
import { openModule } from './open-module.ts'
import { hidReaderModel, type UsbIdentity } from './reader-models.ts'

const GREETINGS = 3

/** Which HID reader; `framing` only for models that the table does not know or whose framing it cannot know. */
export interface HidAddress extends UsbIdentity {
  readonly framing?: ReportFraming
}

/** The framing that was configured, else the model's own. Bytes as they are for a model that nobody has described. */
export function framingOf({ framing, ...identity }: HidAddress): ReportFraming {
  if (framing) return framing
  const known = hidReaderModel(identity)?.framing ?? 'plain'
  if (known !== 'closed' && known !== 'remote') return known
  const cause = new Error(`the framing of ${identity.vendorId}:${identity.productId} is ${known}`)
  throw new DeviceError('reader.unsupported', { cause })
}

/** Opens the module behind a HID device that was listed; throws what `openModule` throws. */
export async function openListedHid(
  listing: HidListing,
  framing: ReportFraming,
  { context, signal }: OpenOptions,
): Promise<DocumentReader> {
  const { clock, openHidPort } = context
  const { request, answer } = reportLayouts[framing]
  const port = new ReportPort(await openHidPort(listing, clock), { out: request, in: answer })
  return openModule({ port, clock, path: listing.path, greetings: GREETINGS }, signal)
}

/** Opens the configured HID reader; `reader.unsupported` when it is one whose framing nobody has published. */
export async function openSamHid(address: HidAddress, options: OpenOptions): Promise<DocumentReader> {
  const framing = framingOf(address)
  const listed = await options.context.listHidDevices()
  const listing = listed.find(
    ({ vendorId, productId }) => vendorId === address.vendorId && productId === address.productId,
  )
  if (listing) return openListedHid(listing, framing, options)
  throw new DeviceError('reader.not-connected', { cause: new Error('no HID device with this identity') })
}
