import { parseArgs } from 'node:util'
import type { CardRead } from '../../sync-server/contract/device.ts'
import { failures } from '../../sync-server/contract/failure.ts'
import { asDeviceError } from '../device-error.ts'
import { openReader, type ReaderConfig } from '../drivers/registry.ts'
import { machineContext } from '../index.ts'
import { positive, readerConfigOf } from './reader-arguments.ts'

const DEFAULT_WAIT_S = 60
const USAGE =
  'read-card (--port PATH [--baud N] | --hid VENDOR:PRODUCT [--framing NAME] | --auto) [--wait SECONDS] [--json]'

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

const options = {
  port: { type: 'string' },
  baud: { type: 'string' },
  hid: { type: 'string' },
  framing: { type: 'string' },
  auto: { type: 'boolean' },
  wait: { type: 'string' },
  json: { type: 'boolean' },
} as const
type Given = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

function configOf({ port, hid, auto, baud, framing }: Given): ReaderConfig | undefined {
  if (hid !== undefined && !hid.includes(':')) return undefined
  return readerConfigOf({ reader: auto ? 'auto' : (hid ?? port), baud, framing })
}

function parseRequest(): Request | undefined {
  try {
    const given = parseArgs({ options }).values
    const config = configOf(given)
    const waitS = positive(given.wait ?? String(DEFAULT_WAIT_S))
    if (!config || waitS === undefined) return undefined
    return { config, waitMs: waitS * 1_000, isJson: given.json ?? false }
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
