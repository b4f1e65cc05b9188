import type { Static, TSchema } from 'typebox'
import { Problem } from '../contract/failure.ts'
import { isValid, parseJson } from '../platform/schema.ts'

/** No answer of these protocols comes near this. */
const MAX_ANSWER_BYTES = 64 * 1024
/** A citizen waits in front of a blank page. */
export const USUAL_PATIENCE_MS = 6000

/** Asks a third party: with a form by POST, without one by GET. Throws third-party.unavailable when no whole answer comes in time. */
export type Ask = (url: URL, form?: Readonly<Record<string, string>>) => Promise<string>

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.length
    if (size > MAX_ANSWER_BYTES) throw new Error('an answer of a third party is too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Requests that end in time and in size and follow no redirect, so that a secret goes to the configured address only. */
export function boundedRequests(patienceMs = USUAL_PATIENCE_MS): Ask {
  return async (url, form) => {
    try {
      const response = await fetch(url, {
        method: form ? 'POST' : 'GET',
        headers: { accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
        ...(form ? { body: new URLSearchParams(form) } : {}),
      })
      if (response.status >= 500) throw new Error('a third party is out of order')
      return await textOf(response)
    } catch (cause) {
      throw new Problem('third-party.unavailable', { cause })
    }
  }
}

/** An answer in the shape that the protocol promises. Throws third-party.refused for any other. */
export function answerIn<T extends TSchema>(schema: T, text: string): Static<T> {
  const answer = parseJson(text)
  if (!isValid(schema, answer)) throw new Problem('third-party.refused')
  return answer
}
