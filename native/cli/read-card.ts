import { parseArgs } from 'node:util'
import type { CardRead } from '../../sync-server/contract/device.ts'
import { failures } from '../../sync-server/contract/failure.ts'
import { asDeviceError } from '../device-error.ts'
import { openReader, type ReaderConfig } from '../drivers/registry.ts'
import { machineContext } from '../index.ts'

const DEFAULT_WAIT_S = 60
const USAGE = 'read-card --port PATH [--baud N] [--wait SECONDS] [--json]'

/** What is printed: the outcome, and whether the card was read. */
interface Outcome {
  readonly isRead: boolean
  readonly line: Readonly<Record<string, unknown>>
}

interface Request {
  readonly config: ReaderConfig
  readonly waitMs: number
  readonly isJson: boolean
}

const refusal = (code: string, message: string): Outcome => ({ isRead: false, line: { error: { code, message } } })

function positive(text: string | undefined): number | undefined {
  const number = Number(text)
  return Number.isFinite(number) && number > 0 ? number : undefined
}

function parseRequest(): Request | undefined {
  const options = {
    port: { type: 'string' },
    baud: { type: 'string' },
    wait: { type: 'string' },
    json: { type: 'boolean' },
  } as const
  try {
    const { port, baud, wait, json } = parseArgs({ options }).values
    const baudRate = positive(baud)
    const waitS = positive(wait ?? String(DEFAULT_WAIT_S))
    if (!port || waitS === undefined || (baud !== undefined && baudRate === undefined)) return undefined
    const config = { driver: 'sam-serial', path: port, ...(baudRate === undefined ? {} : { baudRate }) } as const
    return { config, waitMs: waitS * 1_000, isJson: json ?? false }
  } catch {
    return undefined // an option that does not exist
  }
}

/** The keys that scripts rely on; a key is absent where the card has none. */
function lineOf({ document, chipPhoto, fingerprintBytes }: CardRead): Outcome['line'] {
  const { ethnicGroupCode: _, ...fields } = document
  return { ...fields, photoBytes: chipPhoto.length, ...(fingerprintBytes > 0 ? { fingerprintBytes } : {}) }
}

async function readCard({ config, waitMs }: Request): Promise<Outcome> {
  const signal = AbortSignal.timeout(waitMs)
  try {
    const reader = await openReader(config, { context: machineContext, signal })
    try {
      return { isRead: true, line: lineOf(await reader.readDocument({ signal })) }
    } finally {
      await reader.close()
    }
  } catch (error) {
    if (signal.aborted) return refusal('timed-out', `${waitMs / 1_000} 秒内没有读到证件`)
    const { code } = asDeviceError(error, 'reader.not-answering')
    return refusal(code, `${failures[code].title}。${failures[code].action}`)
  }
}

function print({ line }: Outcome, isJson: boolean): Promise<void> {
  const text = isJson
    ? JSON.stringify(line)
    : Object.entries('error' in line ? (line['error'] as object) : line)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n')
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()))
}

const request = parseRequest()
const outcome = request ? await readCard(request) : refusal('request.invalid', USAGE)
await print(outcome, request?.isJson ?? true)
// A binding whose device vanished may hold the process: whoever waits for this line must not wait for that.
process.exit(outcome.isRead ? 0 : 1)
