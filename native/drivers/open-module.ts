import { DeviceError } from '../device-error.ts'
import { SamExchange } from '../protocol/sam-exchange.ts'
import { formatSamId } from '../protocol/sam-id.ts'
import type { BytePort } from '../transport/byte-port.ts'
import type { Clock } from '../transport/clock.ts'
import type { DocumentReader } from './document-reader.ts'
import { retryLineFaults } from './line-retry.ts'
import { refuseBroken, SamReader } from './sam-reader.ts'

/** An open line on which a module is expected. */
export interface ModuleLine {
  readonly port: BytePort
  readonly clock: Clock
  readonly path: string
  /** Absent where the line has no speed of its own. */
  readonly baudRate?: number
  /** How often the module is spoken to before the line counts as silent. */
  readonly greetings: number
}

/** Readers without a line speed still have a module that talks at its usual one inside. */
const MODULE_BAUD_RATE = 115_200

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

/**
 * Lets the module on an open line test itself. Whatever it throws, the port is closed: `reader.not-answering`,
 * `reader.protocol-error` when only noise comes, or `reader.out-of-service` when the self-test fails.
 */
export async function openModule(
  { greetings, port, ...line }: ModuleLine,
  signal: AbortSignal,
): Promise<DocumentReader> {
  try {
    const sam = new SamExchange(port, { clock: line.clock, baudRate: line.baudRate ?? MODULE_BAUD_RATE })
    await retryLineFaults(greetings, () => greet(sam, signal))
    return new SamReader({ ...line, port, sam, samId: await readSamId(sam, signal) })
  } catch (error) {
    await port.close()
    throw error
  }
}
