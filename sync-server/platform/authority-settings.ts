import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Type } from 'typebox'
import type { Environment } from './environment.ts'
import { isValid, parseJson } from './schema.ts'

/** The outside registers. */
export const authorityNames = [
  'population',
  'social-security',
  'housing-fund',
  'driving-licence',
  'alipay',
  'bank-union',
] as const
export type AuthorityName = (typeof authorityNames)[number]

/** How one register is reached and believed. */
export interface AuthoritySettings {
  /** Who answers, as the evidence names it. */
  readonly name: string
  readonly url: URL
  /** Where it compares a face with the photo that it holds; a register without one compares none. */
  readonly faceUrl: URL | undefined
  /** Ours, to sign questions with; the register knows it under `keyId`. */
  readonly key: KeyObject
  readonly keyId: string
  /** The register's, which its answers are verified with. */
  readonly answerKey: KeyObject
  readonly timeoutMs: number
  readonly faceTimeoutMs: number
}
export type AuthoritiesSettings = Partial<Readonly<Record<AuthorityName, AuthoritySettings>>>

/** One row of the file that HALL_AUTHORITIES names; key files lie beside it unless their path is absolute. */
const Row = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60 }),
    url: Type.String({ format: 'uri' }),
    faceUrl: Type.Optional(Type.String({ format: 'uri' })),
    keyId: Type.String({ pattern: '^[\\w.-]{1,64}$' }),
    keyFile: Type.String({ minLength: 1 }),
    answerKeyFile: Type.String({ minLength: 1 }),
    timeoutMs: Type.Optional(Type.Integer({ minimum: 100, maximum: 8000 })),
    faceTimeoutMs: Type.Optional(Type.Integer({ minimum: 100, maximum: 20_000 })),
  },
  { additionalProperties: false },
)
const File = Type.Object(Object.fromEntries(authorityNames.map((name) => [name, Type.Optional(Row)])), {
  additionalProperties: false,
})
const USUAL_TIMEOUT_MS = 5000
const USUAL_FACE_TIMEOUT_MS = 10_000

function rowOf(folder: string, row: Type.Static<typeof Row>): AuthoritySettings {
  const { name, keyId, timeoutMs = USUAL_TIMEOUT_MS, faceTimeoutMs = USUAL_FACE_TIMEOUT_MS } = row
  const key = createPrivateKey(readFileSync(resolve(folder, row.keyFile)))
  const answerKey = createPublicKey(readFileSync(resolve(folder, row.answerKeyFile)))
  if (key.asymmetricKeyType !== 'ed25519' || answerKey.asymmetricKeyType !== 'ed25519')
    throw new Error('no Ed25519 key')
  const faceUrl = row.faceUrl === undefined ? undefined : new URL(row.faceUrl)
  return { name, url: new URL(row.url), faceUrl, key, keyId, answerKey, timeoutMs, faceTimeoutMs }
}

/** Reads the registers that are connected (`HALL_AUTHORITIES`, a JSON file); what is wrong is added to the reasons. */
export function authoritiesSettingsOf(environment: Environment, reasons: string[]): AuthoritiesSettings {
  const path = environment['HALL_AUTHORITIES']
  if (path === undefined || path === '') return {}
  try {
    const content = parseJson(readFileSync(path, 'utf8'))
    if (!isValid(File, content)) throw new Error('the file has another shape')
    const rows = Object.entries(content as Record<string, Type.Static<typeof Row>>)
    return Object.fromEntries(rows.map(([name, row]) => [name, rowOf(dirname(resolve(path)), row)]))
  } catch (cause) {
    reasons.push(`HALL_AUTHORITIES cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`)
    return {}
  }
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/

/** What production refuses: a register that is missing, reached in the clear, or on this machine. */
export function weakAuthoritiesSettings(settings: AuthoritiesSettings): string[] {
  const missing = authorityNames.filter((name) => !settings[name])
  const isWeak = (url: URL | undefined): boolean =>
    url !== undefined && (url.protocol !== 'https:' || LOOPBACK.test(url.hostname))
  const weak = authorityNames.filter((name) => isWeak(settings[name]?.url) || isWeak(settings[name]?.faceUrl))
  return [
    ...(missing.includes('population') ? ['HALL_AUTHORITIES names no population register'] : []),
    ...weak.map((name) => `HALL_AUTHORITIES reaches ${name} without https or on this machine`),
  ]
}
