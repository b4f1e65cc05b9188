import { DeviceError, isLineFault } from '../device-error.ts'
import { samBaudRates } from '../protocol/sam-commands.ts'
import { SamExchange } from '../protocol/sam-exchange.ts'
import { formatSamId } from '../protocol/sam-id.ts'
import type { DocumentReader, ReaderContext } from './document-reader.ts'
import { lineFaultOrThrow, retryLineFaults } from './line-retry.ts'
import { refuseBroken, SamSerialReader } from './sam-serial.ts'

/** Where a module is; without a baud rate all that modules can be set to are tried, fastest first. */
export interface SamAddress {
  readonly path: string
  readonly baudRate?: number
}

type Attempt = { readonly address: Required<SamAddress>; readonly signal: AbortSignal; readonly greetings: number }

/** Any whole answer proves a module; a second question covers one that does not know the first. */
async function greet(sam: SamExchange, signal: AbortSignal): Promise<void> {
  try {
    refuseBroken((await sam.request('samStatus', { signal })).sw3)
  } catch (error) {
    if (!(error instanceof DeviceError) || error.code !== 'reader.not-answering') throw error
    refuseBroken((await sam.request('findCard', { signal })).sw3)
  }
}

/** Empty when the module does not tell: then whoever pins readers will refuse it. */
async function readSamId(sam: SamExchange, signal: AbortSignal): Promise<string> {
  const quietly = (error: unknown): undefined => {
    if (error instanceof DeviceError && error.code !== 'reader.not-connected') return undefined
    throw error
  }
  const reply = await sam.request('readSamId', { signal }).catch(quietly)
  return reply?.isOk ? formatSamId(reply.parts.samId) : ''
}

async function openAt(attempt: Attempt, { clock, openPort }: ReaderContext): Promise<DocumentReader> {
  const { path, baudRate } = attempt.address
  const port = await openPort({ path, baudRate }, clock)
  try {
    const sam = new SamExchange(port, { clock, baudRate })
    await retryLineFaults(attempt.greetings, () => greet(sam, attempt.signal))
    return new SamSerialReader({ port, sam, clock, path, baudRate, samId: await readSamId(sam, attempt.signal) })
  } catch (error) {
    await port.close()
    throw error
  }
}

/**
 * Opens a module and lets it test itself. Throws `reader.not-connected`, `reader.port-busy`, `reader.not-answering`,
 * `reader.protocol-error` when only noise comes, or `reader.out-of-service` when the self-test fails.
 */
export async function openSamSerial(
  address: SamAddress,
  { context, signal }: { context: ReaderContext; signal: AbortSignal },
): Promise<DocumentReader> {
  const { path, baudRate } = address
  if (baudRate !== undefined) return openAt({ address: { path, baudRate }, signal, greetings: 3 }, context)
  const faults: Error[] = []
  for (const rate of samBaudRates) {
    const attempt = { address: { path, baudRate: rate }, signal, greetings: 1 }
    const outcome = await openAt(attempt, context).catch(lineFaultOrThrow)
    if (!('fault' in outcome)) return outcome
    faults.push(outcome.fault)
  }
  throw (
    faults.find((fault) => isLineFault(fault) && fault.code === 'reader.protocol-error') ??
    faults[0] ??
    new DeviceError('reader.not-answering')
  )
}
