import { DeviceError } from '../device-error.ts'
import type { PortListing } from '../transport/byte-port.ts'
import type { DocumentReader, ReaderContext } from './document-reader.ts'
import { openSamSerial } from './sam-open.ts'

/** Which reader to use: a security module on a named line, or the first one found on any serial line. */
export type ReaderConfig =
  { readonly driver: 'sam-serial'; readonly path: string; readonly baudRate?: number } | { readonly driver: 'auto' }

/** What opening gets besides the configuration. */
export interface OpenOptions {
  readonly context: ReaderContext
  readonly signal: AbortSignal
}

type Opener<Driver extends ReaderConfig['driver']> = (
  config: Extract<ReaderConfig, { driver: Driver }>,
  options: OpenOptions,
) => Promise<DocumentReader>

const isUsb = ({ vendorId }: PortListing): boolean => vendorId !== undefined

async function openFirstFound(options: OpenOptions): Promise<DocumentReader> {
  const listed = await options.context.listPorts()
  const ports = listed.some(isUsb) ? listed.filter(isUsb) : listed // built-in ports exist without anything on them
  let failure: unknown = new DeviceError('reader.not-connected', { cause: new Error('no serial port') })
  for (const { path } of ports) {
    try {
      return await openSamSerial({ path }, options)
    } catch (error) {
      options.signal.throwIfAborted()
      failure = error
    }
  }
  throw failure
}

/** One row for each driver. */
export const readerDrivers: { readonly [Driver in ReaderConfig['driver']]: Opener<Driver> } = {
  'sam-serial': (config, options) => openSamSerial(config, options),
  auto: (_config, options) => openFirstFound(options),
}

/** Opens the configured reader; throws `DeviceError`. */
export function openReader(config: ReaderConfig, options: OpenOptions): Promise<DocumentReader> {
  return config.driver === 'auto' ? readerDrivers.auto(config, options) : readerDrivers['sam-serial'](config, options)
}
