import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Type } from 'typebox'
import { WebhookKind, webhookKinds } from '../contract/webhook.ts'
import type { Environment } from './environment.ts'
import { isValid, parseJson } from './schema.ts'

/** Where another system is told what happens to accounts, and with which key we sign that. */
export interface Receiver {
  readonly url: URL
  readonly key: KeyObject
  readonly keyId: string
  readonly kinds: readonly WebhookKind[]
  readonly timeoutMs: number
}
export type WebhookSettings = Readonly<Record<string, Receiver>>

/** One row of the file that HALL_WEBHOOKS names; key files lie beside it unless their path is absolute. */
const Row = Type.Object(
  {
    url: Type.String({ format: 'uri' }),
    keyId: Type.String({ pattern: '^[\\w.-]{1,64}$' }),
    keyFile: Type.String({ minLength: 1 }),
    /** What the receiver is told; everything by default. */
    kinds: Type.Optional(Type.Array(WebhookKind, { minItems: 1 })),
    timeoutMs: Type.Optional(Type.Integer({ minimum: 100, maximum: 20_000 })),
  },
  { additionalProperties: false },
)
const File = Type.Record(Type.String({ pattern: '^[a-z][a-z\\d-]{0,39}$' }), Row, { additionalProperties: false })
const USUAL_TIMEOUT_MS = 5000

function receiverOf(folder: string, row: Type.Static<typeof Row>): Receiver {
  const { url, keyId, keyFile, kinds = Object.keys(webhookKinds) as WebhookKind[], timeoutMs = USUAL_TIMEOUT_MS } = row
  const key = createPrivateKey(readFileSync(resolve(folder, keyFile)))
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('no Ed25519 key')
  return { url: new URL(url), key, keyId, kinds, timeoutMs }
}

/** Reads who is told what happens to accounts (`HALL_WEBHOOKS`, a JSON file); what is wrong is added to the reasons. */
export function webhookSettingsOf(environment: Environment, reasons: string[]): WebhookSettings {
  const path = environment['HALL_WEBHOOKS']
  if (path === undefined || path === '') return {}
  try {
    const content = parseJson(readFileSync(path, 'utf8'))
    if (!isValid(File, content)) throw new Error('the file has another shape')
    const rows = Object.entries(content)
    return Object.fromEntries(rows.map(([name, row]) => [name, receiverOf(dirname(resolve(path)), row)]))
  } catch (cause) {
    reasons.push(`HALL_WEBHOOKS cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`)
    return {}
  }
}

/** What production refuses: a receiver that is reached in the clear. */
export function weakWebhookSettings(settings: WebhookSettings): string[] {
  const weak = Object.entries(settings).filter(([, { url }]) => url.protocol !== 'https:')
  return weak.map(([name]) => `HALL_WEBHOOKS reaches ${name} without https`)
}
