import { DeviceError, isLineFault } from '../device-error.ts'
import { samBaudRates } from '../protocol/sam-commands.ts'
import type { DocumentReader, OpenOptions } from './document-reader.ts'
import { lineFaultOrThrow } from './line-retry.ts'
import { openModule } from './open-module.ts'

/** Where a module is; without a baud rate all that modules can be set to are tried. */
export interface SamAddress {
  readonly path: string
  readonly baudRate?: number
}

async function openAt(address: Required<SamAddress>, greetings: number, options: OpenOptions): Promise<DocumentReader> {
  const { clock, openPort } = options.context
  return openModule({ ...address, clock, greetings, port: await openPort(address, clock) }, options.signal)
}

/** The speed that worked before, then fastest first. */
function ratesToTry(known: number | undefined): readonly number[] {
  return known === undefined ? samBaudRates : [known, ...samBaudRates.filter((rate) => rate !== known)]
}

/**
 * Opens a module on a serial line and lets it test itself. Throws `reader.not-connected`, `reader.port-busy`,
 * `reader.not-answering`, `reader.protocol-error` when only noise comes, or `reader.out-of-service`.
 */
export async function openSamSerial(address: SamAddress, options: OpenOptions): Promise<DocumentReader> {
  const { path, baudRate } = address
  if (baudRate !== undefined) return openAt({ path, baudRate }, 3, options)
  const faults: Error[] = []
  for (const rate of ratesToTry(options.memory?.baudRateOf(path))) {
    const outcome = await openAt({ path, baudRate: rate }, 1, options).catch(lineFaultOrThrow)
    if ('fault' in outcome) {
      faults.push(outcome.fault)
      continue
    }
    options.memory?.answered(path, rate)
    return outcome
  }
  throw (
    faults.find((fault) => isLineFault(fault) && fault.code === 'reader.protocol-error') ??
    faults[0] ??
    new DeviceError('reader.not-answering')
  )
}
