import { randomBytes } from 'node:crypto'
import { type Static, type TSchema, Type } from 'typebox'
import { canonicalJson } from '../contract/canonical-json.ts'
import type { AuthoritySettings } from '../platform/authority-settings.ts'
import type { Clock } from '../platform/clock.ts'
import { isValid, parseJson } from '../platform/schema.ts'
import { type Authority, faceVerdicts, verdicts } from './authority.port.ts'
import { type Components, contentDigest, isSigned, signMessage } from '../platform/http/message-signature.ts'

const Answer = Type.Object({ verdict: Type.Enum(verdicts) })
const FaceAnswer = Type.Object({ verdict: Type.Enum(faceVerdicts) })
/** An answer is one word; whatever is larger is not it. */
const MAX_ANSWER_BYTES = 4096

/** Parts of a question that its signature covers. */
export const questionComponents = (url: URL, digest: string): Components => [
  ['"@method"', 'POST'],
  ['"@target-uri"', url.href],
  ['"content-digest"', digest],
]
/** Parts of an answer that its signature covers; the question's own signature ties the two together (RFC 9421, 2.4). */
export const answerComponents = (status: number, digest: string, questionSignature: string): Components => [
  ['"@status"', String(status)],
  ['"content-digest"', digest],
  ['"signature";req;key="hall"', /^hall=(.*)$/.exec(questionSignature)?.[1] ?? ''],
]

async function bodyOf(response: Response): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.length
    if (size > MAX_ANSWER_BYTES) throw new Error('the answer of an authority is too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function assertOwn(
  response: Response,
  body: Buffer,
  { answerKey, signature }: { answerKey: AuthoritySettings['answerKey']; signature: string },
): void {
  const components = answerComponents(response.status, contentDigest(body), signature)
  const told = {
    input: response.headers.get('signature-input') ?? '',
    signature: response.headers.get('signature') ?? '',
  }
  if (!isSigned(components, told, answerKey)) throw new Error('the answer of an authority is not signed by it')
}

/** One question on its way: where to, what, for how long, and what can come back. */
interface Errand<S extends TSchema> {
  readonly url: URL
  readonly body: string
  readonly signal: AbortSignal
  readonly schema: S
}

async function askSigned<S extends TSchema>(
  { key, keyId, answerKey }: AuthoritySettings,
  clock: Clock,
  { url, body, signal, schema }: Errand<S>,
): Promise<Static<S>> {
  const digest = contentDigest(body)
  const parameters = {
    created: Math.floor(clock.now().getTime() / 1000),
    nonce: randomBytes(18).toString('base64url'),
    keyId,
  }
  const signed = signMessage(questionComponents(url, digest), parameters, key)
  const headers = { 'content-type': 'application/json', 'content-digest': digest, ...signed }
  const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal })
  const told = await bodyOf(response)
  assertOwn(response, told, { answerKey, signature: signed.signature })
  const answer = response.status === 200 ? parseJson(told.toString('utf8')) : undefined
  if (!isValid(schema, answer)) throw new Error(`an authority answered ${response.status}`)
  return answer
}

/** A register that is asked by signed HTTP: one question, one signed word, no second try, since questions may be counted there. */
export function signedAuthority(authority: string, settings: AuthoritySettings, clock: Clock): Authority {
  const { url, faceUrl, timeoutMs, faceTimeoutMs } = settings
  const within = (signal: AbortSignal, ms: number): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(ms)])
  return {
    authority,
    async ask(question, asking) {
      const body = canonicalJson({ ...question, facts: { ...question.facts } })
      const errand = { url, body, signal: within(asking, timeoutMs), schema: Answer }
      return (await askSigned(settings, clock, errand)).verdict
    },
    async compareFace({ jpeg, ...person }, asking) {
      if (!faceUrl) throw new Error('this authority compares no faces')
      const body = canonicalJson({ ...person, face: Buffer.from(jpeg).toString('base64') })
      const errand = { url: faceUrl, body, signal: within(asking, faceTimeoutMs), schema: FaceAnswer }
      return (await askSigned(settings, clock, errand)).verdict
    },
  }
}
