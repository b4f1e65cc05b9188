import type { ReaderContext } from '../drivers/document-reader.ts'
import { hidReaderModel, usbReaderModel } from '../drivers/reader-models.ts'
import { openReader, type ReaderConfig } from '../drivers/registry.ts'
import type { ReportFacts } from './report.ts'

const UNKNOWN = '未提供'

/** What the table and the system know of a reader before it has said anything. */
export type ReaderFacts = Pick<ReportFacts, 'model' | 'identity' | 'connection'>

/** The reader that `auto` finds now, named so that it is the same one after it was unplugged. */
export async function namedConfig(
  config: ReaderConfig,
  context: ReaderContext,
  signal: AbortSignal,
): Promise<ReaderConfig> {
  if (config.driver !== 'auto') return config
  const reader = await openReader(config, { context, signal })
  await reader.close()
  const { path, baudRate } = reader
  if (baudRate !== undefined) return { driver: 'sam-serial', path }
  const bulk = (await context.listUsbDevices()).find((each) => each.path === path)
  if (bulk) return { driver: 'sam-usb', vendorId: bulk.vendorId, productId: bulk.productId }
  const hid = (await context.listHidDevices()).find((each) => each.path === path)
  return hid ? { driver: 'sam-hid', vendorId: hid.vendorId, productId: hid.productId } : config
}

/** Facts of a configured reader; serial lines are known by the adapter's identity only. */
export async function readerFacts(config: ReaderConfig, context: ReaderContext): Promise<ReaderFacts> {
  if (config.driver === 'sam-hid') {
    const { vendorId, productId, framing } = config
    const model = hidReaderModel(config)
    const used = framing ?? model?.framing ?? 'plain'
    return { model: model?.name ?? UNKNOWN, identity: `${vendorId}:${productId}`, connection: `USB HID（${used}）` }
  }
  if (config.driver === 'sam-usb') {
    const { vendorId, productId } = config
    const identity = `${vendorId}:${productId}`
    return { model: usbReaderModel(config)?.name ?? UNKNOWN, identity, connection: 'USB 批量传输' }
  }
  const path = config.driver === 'sam-serial' ? config.path : ''
  const listing = (await context.listPorts()).find((each) => each.path === path)
  const identity = listing?.vendorId === undefined ? UNKNOWN : `${listing.vendorId}:${listing.productId}`
  return { model: UNKNOWN, identity, connection: '串口' }
}
