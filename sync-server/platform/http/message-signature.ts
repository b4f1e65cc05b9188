import { createHash, type KeyObject, sign, verify } from 'node:crypto'

/** The covered parts of a message in order, each an identifier as it stands in the signature's input, and its value. */
export type Components = readonly (readonly [identifier: string, value: string])[]

/** What stands with a signature: when it was made, by whose key, and a word that never comes twice. */
export interface SignatureParameters {
  readonly created: number
  readonly keyId: string
  readonly nonce?: string
}

const inputOf = (components: Components, { created, keyId, nonce }: SignatureParameters): string =>
  `(${components.map(([identifier]) => identifier).join(' ')});created=${created}` +
  `${nonce === undefined ? '' : `;nonce="${nonce}"`};keyid="${keyId}"`

/** The text that is signed (RFC 9421, 2.5). */
function signatureBase(components: Components, parameters: SignatureParameters): Buffer {
  const lines = components.map(([identifier, value]) => `${identifier}: ${value}`)
  return Buffer.from([...lines, `"@signature-params": ${inputOf(components, parameters)}`].join('\n'))
}

/** `Content-Digest` of a body (RFC 9530). */
export function contentDigest(body: string | Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
}

/** The headers `Signature-Input` and `Signature` of a message with one Ed25519 signature (RFC 9421, 3.1 and 3.3.6). */
export function signMessage(
  components: Components,
  parameters: SignatureParameters,
  key: KeyObject,
): { 'signature-input': string; signature: string } {
  const signature = sign(null, signatureBase(components, parameters), key).toString('base64')
  return { 'signature-input': `hall=${inputOf(components, parameters)}`, signature: `hall=:${signature}:` }
}

const INPUT = /^hall=\(([^()]*)\);created=(\d{1,12})(?:;nonce="([\w-]{16,64})")?;keyid="([\w.-]{1,64})"$/
const SIGNATURE = /^hall=:([A-Za-z0-9+/=]{86,90}):$/

/** The parameters of a signature that covers exactly these identifiers; undefined for any other. */
export function parametersIn(input: string, identifiers: readonly string[]): SignatureParameters | undefined {
  const [, covered, created, nonce, keyId] = INPUT.exec(input) ?? []
  if (covered !== identifiers.join(' ') || keyId === undefined) return undefined
  return { created: Number(created), keyId, ...(nonce === undefined ? {} : { nonce }) }
}

/** Whether a message was signed by the holder of this key, over exactly these components. */
export function isSigned(
  components: Components,
  headers: { readonly input: string; readonly signature: string },
  key: KeyObject,
): boolean {
  const identifiers = components.map(([identifier]) => identifier)
  const parameters = parametersIn(headers.input, identifiers)
  const [, text] = SIGNATURE.exec(headers.signature) ?? []
  if (!parameters || text === undefined) return false
  return verify(null, signatureBase(components, parameters), key, Buffer.from(text, 'base64'))
}
