import type { IncomingMessage } from 'node:http'

const largestBody = 4096
const ownNames = new Set(['127.0.0.1', 'localhost', '[::1]'])
const ownSites = new Set(['same-origin', 'none'])

/**
 * Whether a request was made for this page: by its own name (against DNS rebinding) and, where a browser says where it
 * comes from, by this page itself. A program on this machine sends neither header and may.
 */
export function isFromHere({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? ''
  if (!ownNames.has(host.replace(/:\d+$/, ''))) return false
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return false
  const site = headers['sec-fetch-site']
  return typeof site !== 'string' || ownSites.has(site)
}

/** What a request's body says, if it is JSON at all. */
export type ReadJson = { readonly isReadable: true; readonly value: unknown } | { readonly isReadable: false }

/** Reads a small JSON body; an empty one is nothing. */
export async function readJson(request: IncomingMessage): Promise<ReadJson> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > largestBody) return { isReadable: false }
  }
  try {
    return { isReadable: true, value: text === '' ? undefined : JSON.parse(text) }
  } catch {
    return { isReadable: false }
  }
}
