import type { ReportFraming } from '../framing/report-layout.ts'
import type { HidListing, PortListing } from '../transport/byte-port.ts'

/** USB identity of a device, four lower-case hex digits each. */
export type UsbIdentity = Pick<HidListing, 'vendorId' | 'productId'>

/**
 * A card reader that is a HID device. Only one whose framing is published can be read from by its identity alone;
 * `closed` = inside the vendor's library, `remote` = decoded by the vendor's servers and never on the line.
 */
export interface HidReaderModel extends UsbIdentity {
  readonly name: string
  readonly framing: ReportFraming | 'closed' | 'remote'
}

/** HID readers by their USB identity, as seen in public driver lists. */
export const hidReaderModels: readonly HidReaderModel[] = [
  { vendorId: '0483', productId: '572b', name: '德科 DK', framing: 'pass-through' },
  { vendorId: '0425', productId: '8159', name: '精伦 iDR', framing: 'closed' },
  { vendorId: 'c216', productId: '0102', name: '中软高科', framing: 'remote' },
]

/**
 * A card reader that speaks over bulk pipes of its maker's own USB class. `frames` = the module's own, on one pair of pipes or
 * on two, which the device itself tells; `unsure` = seen opened by the same libraries, so only whoever names it gets it
 * opened; `library` = through the maker's library only.
 */
export interface UsbReaderModel extends UsbIdentity {
  readonly name: string
  readonly speaks: 'frames' | 'unsure' | 'library'
}

/** Bulk readers by their USB identity, as seen in public driver lists. */
export const usbReaderModels: readonly UsbReaderModel[] = [
  { vendorId: '0400', productId: 'c35a', name: '通用 SAM_V（神思、新中新、华视、精伦等）', speaks: 'frames' },
  { vendorId: '0483', productId: '5652', name: '未具名 OEM', speaks: 'unsure' },
  { vendorId: '10c4', productId: '8a1b', name: '信通', speaks: 'library' },
  { vendorId: '2015', productId: '0008', name: '森锐', speaks: 'library' },
  { vendorId: '9573', productId: '4836', name: '亿数', speaks: 'library' },
]

/** USB adapters behind which readers with a serial line usually stand: asked before any other serial line. */
export const serialAdapters: readonly UsbIdentity[] = [
  { vendorId: '1a86', productId: '7523' },
  { vendorId: '10c4', productId: 'ea60' },
  { vendorId: '067b', productId: '2303' },
  { vendorId: '0403', productId: '6001' },
  { vendorId: '0483', productId: '5740' },
]

const isSame = (a: UsbIdentity, b: Partial<UsbIdentity>): boolean =>
  a.vendorId === b.vendorId && a.productId === b.productId

/** The model with this identity, if it is known. */
export function hidReaderModel(identity: UsbIdentity): HidReaderModel | undefined {
  return hidReaderModels.find((model) => isSame(model, identity))
}

/** The bulk reader with this identity, if it is known. */
export function usbReaderModel(identity: UsbIdentity): UsbReaderModel | undefined {
  return usbReaderModels.find((model) => isSame(model, identity))
}

/** Serial lines in the order in which they are asked; built-in ones, which exist without anything on them, only alone. */
export function linesToAsk(listed: readonly PortListing[]): readonly PortListing[] {
  const usb = listed.filter(({ vendorId }) => vendorId !== undefined)
  const isUsual = (port: PortListing): boolean => serialAdapters.some((adapter) => isSame(adapter, port))
  return usb.length === 0 ? listed : [...usb.filter(isUsual), ...usb.filter((port) => !isUsual(port))]
}
