import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Question } from '../../../sync-server/authorities/authority.port.ts'
import {
  contentDigest,
  isSigned,
  parametersIn,
  signMessage,
} from '../../../sync-server/platform/http/message-signature.ts'
import { answerComponents, questionComponents } from '../../../sync-server/authorities/signed-authority.ts'
import { type AuthorityName, authorityNames } from '../../../sync-server/platform/authority-settings.ts'
import { faceComparer } from './faces/face-comparer.ts'
import { faceVerdictOf, holderIn, type RegisteredPerson, verdictOf } from './registers.ts'

const MAX_QUESTION_BYTES = 128 * 1024
const FLOOD_BYTES = 1024 * 1024
const WINDOW_S = 300
const KEY_ID = 'hall-sandbox'
/** Where the population register compares faces. */
const FACES = '/population/faces'

/** How a register behaves; tests and whoever tries the product choose. */
export const moods = ['well', 'busy', 'silent', 'forged', 'flooding', 'talkative'] as const
export type Mood = (typeof moods)[number]

/** Every register on this machine, speaking the signed protocol. */
export interface AuthoritySandbox {
  /** The server's environment with these registers; keys and the file that names them are written into the folder. */
  environment(folder: string, timeoutMs?: number, faceTimeoutMs?: number): Record<string, string>
  setMood(name: AuthorityName, mood: Mood): void
  /** How many questions came, right or wrong. */
  readonly asked: number
  stop(): Promise<void>
}

const pair = () => generateKeyPairSync('ed25519')
const headerOf = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '')

class Registers {
  readonly moods = new Map<string, Mood>()
  readonly hall = pair()
  readonly own = pair()
  readonly #forger = pair()
  readonly #nonces = new Set<string>()
  readonly #people: readonly RegisteredPerson[]
  readonly comparer = faceComparer()
  asked = 0

  constructor(people: readonly RegisteredPerson[]) {
    this.#people = people
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1
    const isFace = request.url === FACES
    const name = isFace ? 'population' : authorityNames.find((known) => request.url === `/${known}/checks`)
    if (!name || request.method !== 'POST') return void response.writeHead(404).end()
    const body = await bodyOf(request)
    if (!this.#isFromHall(request, body)) return void response.writeHead(401).end()
    const question = JSON.parse(body) as Question & { readonly face?: string }
    const person = holderIn(this.#people, question)
    const mood = this.moods.get(name) ?? (person?.register && { busy: 'busy', unreachable: 'silent' }[person.register])
    if (mood === 'silent') return
    if (mood === 'flooding') return void response.writeHead(200).end('x'.repeat(FLOOD_BYTES))
    const face = isFace ? Buffer.from(question.face ?? '', 'base64') : undefined
    const verdict = mood === 'talkative' ? 'perhaps' : await this.#verdictOf(name, person, { question, face })
    const key = mood === 'forged' ? this.#forger.privateKey : this.own.privateKey
    send(response, {
      status: mood === 'busy' ? 503 : 200,
      body: JSON.stringify({ verdict }),
      key,
      to: headerOf(request, 'signature'),
    })
  }

  #verdictOf(
    name: AuthorityName,
    person: RegisteredPerson | undefined,
    { question, face }: { question: Question; face: Uint8Array | undefined },
  ): Promise<string> | string {
    if (!face) return verdictOf(name, person, question)
    return faceVerdictOf(this.comparer, person, { fullName: question.fullName, face })
  }

  /** A question counts once, for five minutes, and only as the hall signed it. */
  #isFromHall(request: IncomingMessage, body: string): boolean {
    const url = new URL(request.url ?? '', `http://${headerOf(request, 'host')}`)
    const digest = headerOf(request, 'content-digest')
    const components = questionComponents(url, digest)
    const input = headerOf(request, 'signature-input')
    const parameters = parametersIn(
      input,
      components.map(([identifier]) => identifier),
    )
    const { nonce = '', created = 0, keyId } = parameters ?? {}
    const isFresh = nonce !== '' && !this.#nonces.has(nonce) && Math.abs(created - Date.now() / 1000) <= WINDOW_S
    const signature = headerOf(request, 'signature')
    const isOwn = digest === contentDigest(body) && isSigned(components, { input, signature }, this.hall.publicKey)
    if (isFresh && isOwn) this.#nonces.add(nonce)
    return isFresh && isOwn && keyId === KEY_ID
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request) {
    text += String(piece)
    if (text.length > MAX_QUESTION_BYTES) return ''
  }
  return text
}

function send(
  response: ServerResponse,
  { status, body, key, to }: { status: number; body: string; key: KeyObject; to: string },
): void {
  const digest = contentDigest(body)
  const parameters = { created: Math.floor(Date.now() / 1000), keyId: 'register-sandbox' }
  const signed = signMessage(answerComponents(status, digest, to), parameters, key)
  response.writeHead(status, { 'content-type': 'application/json', 'content-digest': digest, ...signed }).end(body)
}

/** Keys and the file of HALL_AUTHORITIES, as an administrator would lay them out. */
function layOut(
  folder: string,
  { url, registers, ...limits }: { url: string; registers: Registers; timeoutMs: number; faceTimeoutMs: number },
): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keep = (name: string, content: string): void => writeFileSync(join(folder, name), content, { mode: 0o600 })
  keep('hall.pem', registers.hall.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  keep('register.pem', registers.own.publicKey.export({ type: 'spki', format: 'pem' }).toString())
  const keys = { keyId: KEY_ID, keyFile: 'hall.pem', answerKeyFile: 'register.pem', ...limits }
  const faces = { faceUrl: url + FACES }
  const rows = authorityNames.map((name) => {
    const row = { name: `sandbox ${name}`, url: `${url}/${name}/checks`, ...keys }
    return [name, name === 'population' ? { ...row, ...faces } : row]
  })
  keep('authorities.json', JSON.stringify(Object.fromEntries(rows), undefined, 2))
  return join(folder, 'authorities.json')
}

/** Starts the registers on the loopback address; they know these people and nobody else. */
export async function startAuthoritySandbox(people: readonly RegisteredPerson[]): Promise<AuthoritySandbox> {
  const registers = new Registers(people)
  const server = createServer((request, response) => {
    registers.answer(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    environment: (folder, timeoutMs = 3000, faceTimeoutMs = 15_000) => ({
      HALL_AUTHORITIES: layOut(folder, { url, registers, timeoutMs, faceTimeoutMs }),
    }),
    setMood: (name, mood) => void (mood === 'well' ? registers.moods.delete(name) : registers.moods.set(name, mood)),
    get asked() {
      return registers.asked
    },
    stop: async () => {
      await registers.comparer.stop()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
