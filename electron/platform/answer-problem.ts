import { isFailureCode, Problem } from '../../sync-server/contract/failure.ts'

/** An answer that is not the one hoped for. */
export interface RefusedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly data: Uint8Array
}

/** The server could not be reached, or something else answered in its place. The cause is kept without the request. */
export function unreachable(cause: unknown): Problem {
  const name = cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.name) : 'unknown'
  return new Problem('server.unreachable', { cause: new Error(name) })
}

/** The status that a refusal came with; undefined when no answer came. */
export function statusOf(problem: Problem): number | undefined {
  const { cause } = problem
  return cause instanceof HttpRefusal ? cause.status : undefined
}

class HttpRefusal extends Error {
  readonly status: number
  constructor(status: number) {
    super(`status ${status}`)
    this.status = status
  }
}

function documentOf(data: Uint8Array): { code?: unknown; retryAfterS?: unknown } {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString('utf8'))
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function secondsOf(...candidates: readonly unknown[]): number | undefined {
  return candidates.map(Number).find((s) => Number.isFinite(s) && s > 0)
}

/** Reads a refusal: the server's own code where it gave one, else what the status says. */
export function problemOfAnswer({ status, headers, data }: RefusedAnswer): Problem {
  const document = documentOf(data)
  const wait = secondsOf(document.retryAfterS ?? undefined, headers['retry-after'] ?? undefined)
  const options = { cause: new HttpRefusal(status), ...(wait === undefined ? {} : { retryAfterS: Math.ceil(wait) }) }
  if (typeof document.code === 'string' && isFailureCode(document.code)) return new Problem(document.code, options)
  return new Problem(status === 429 || status >= 500 ? 'server.busy' : 'server.unreachable', options)
}
