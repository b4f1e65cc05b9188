import { type KeyObject, sign, verify } from 'node:crypto'

const ALGORITHM = 'RSA-SHA256'

/** What is signed of a request: every parameter that is not empty, by name, as `name=value` with `&` between (RSA2). */
export function signedText(parameters: Readonly<Record<string, string>>): string {
  return Object.keys(parameters)
    .filter((name) => name !== 'sign' && parameters[name] !== '')
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&')
}

/** The signature under a text, as it travels. */
export function signatureOf(text: string, key: KeyObject): string {
  return sign(ALGORITHM, Buffer.from(text), key).toString('base64')
}

/** Whether this key's owner signed the text. */
export function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
  return verify(ALGORITHM, Buffer.from(text), key, Buffer.from(signature, 'base64'))
}

/** Where the object that begins at `start` ends; braces inside strings do not count. */
function endOfObject(text: string, start: number): number {
  let depth = 0
  const tokens = /"(?:[^"\\]|\\.)*"|[{}]/g
  tokens.lastIndex = start
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0] === '{') depth++
    if (token[0] === '}' && --depth === 0) return token.index + 1
  }
  return -1
}

/**
 * The raw text of a member of an answer, byte for byte as it was signed; undefined when the answer does not begin with it. Only
 * the first member counts: a later one of the same name is what a parser would see, and was never signed.
 */
export function signedNode(text: string, name: string): string | undefined {
  const opening = new RegExp(`^\\s*\\{\\s*"${name}"\\s*:\\s*(?=\\{)`).exec(text)
  if (!opening) return undefined
  const end = endOfObject(text, opening[0].length)
  return end < 0 ? undefined : text.slice(opening[0].length, end)
}
