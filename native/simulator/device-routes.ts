import { lineFaults, type LineFault } from './line-fault.ts'
import type { ReaderSimulator } from './reader-simulator.ts'

/** What a handle of the devices page answers. */
export interface DeviceAnswer {
  readonly status: 200 | 400
  readonly body: unknown
}

/** A request without its HTTP: `body` is parsed JSON. */
export interface DeviceRequest {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

const refuse = (message: string): DeviceAnswer => ({
  status: 400,
  body: { error: { code: 'request.invalid', message } },
})
const agree = (body: unknown): DeviceAnswer => ({ status: 200, body })

function member(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && name in body ? (body as Record<string, unknown>)[name] : undefined
}

async function placeCard(simulator: ReaderSimulator, body: unknown): Promise<DeviceAnswer> {
  const card = member(body, 'card')
  if (card !== null && typeof card !== 'string') return refuse('card: an id from GET /cards, or null')
  return (await simulator.setCard(card)) ? agree({ card }) : refuse(`there is no card ${JSON.stringify(card)}`)
}

const isFault = (kind: unknown): kind is LineFault => lineFaults.some((fault) => fault === kind)

async function breakLine(simulator: ReaderSimulator, body: unknown): Promise<DeviceAnswer> {
  const kind = member(body, 'kind')
  if (!isFault(kind)) return refuse(`kind: one of ${lineFaults.join(', ')}`)
  const afterBytes = member(body, 'afterBytes')
  if (kind === 'unplug' && typeof afterBytes === 'number') {
    simulator.cutAfter(afterBytes)
    return agree({ kind, afterBytes })
  }
  await simulator.setFault(kind)
  return agree({ kind })
}

/** The reader's handles: `GET /cards`, `POST /reader`, `POST /reader/fault`; an unplug may wait until so many bytes have left. Nothing for any other request. */
export async function answerReaderRequest(
  simulator: ReaderSimulator,
  { method, path, body }: DeviceRequest,
): Promise<DeviceAnswer | undefined> {
  switch (`${method} ${path}`) {
    case 'GET /cards':
      return agree(simulator.cards())
    case 'POST /reader':
      return placeCard(simulator, body)
    case 'POST /reader/fault':
      return breakLine(simulator, body)
    default:
      return undefined
  }
}
