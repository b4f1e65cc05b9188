import { usbReaderModel } from '../drivers/reader-models.ts'
import type { ReaderConfig } from '../drivers/registry.ts'
import { reportLayouts, type ReportFraming } from '../framing/report-layout.ts'

/** What a technician typed to name a reader. */
export interface ReaderArguments {
  /** A serial line, `VENDOR:PRODUCT` of a USB reader, or `auto`. */
  readonly reader: string | undefined
  readonly baud?: string | undefined
  readonly framing?: string | undefined
}

/** A number above zero, or nothing. */
export function positive(text: string | undefined): number | undefined {
  const number = Number(text)
  return Number.isFinite(number) && number > 0 ? number : undefined
}

const isFraming = (name: string): name is ReportFraming => Object.hasOwn(reportLayouts, name)

function serialConfig(path: string, baud: string | undefined): ReaderConfig | undefined {
  const baudRate = positive(baud)
  if (path === '' || (baud !== undefined && baudRate === undefined)) return undefined
  return { driver: 'sam-serial', path, ...(baudRate === undefined ? {} : { baudRate }) }
}

/** Which reader is meant; nothing when it cannot be told. */
export function readerConfigOf({ reader = '', baud, framing }: ReaderArguments): ReaderConfig | undefined {
  if (reader === 'auto') return { driver: 'auto' }
  const [, vendorId, productId] = /^([\da-f]{4}):([\da-f]{4})$/.exec(reader.toLowerCase()) ?? []
  if (vendorId === undefined || productId === undefined) return serialConfig(reader, baud)
  if (usbReaderModel({ vendorId, productId })) return { driver: 'sam-usb', vendorId, productId }
  if (framing === undefined) return { driver: 'sam-hid', vendorId, productId }
  return isFraming(framing) ? { driver: 'sam-hid', vendorId, productId, framing } : undefined
}
