import { resolve } from 'node:path'
import { authoritiesSettingsOf, type AuthoritiesSettings, weakAuthoritiesSettings } from './authority-settings.ts'
import type { Environment } from './environment.ts'
import { type MailSettings, messageSettingsOf, type SmsSettings, weakMessageSettings } from './message-settings.ts'
import { type ServiceSettings, serviceSettingsOf, weakServiceSettings } from './service-settings.ts'
import { weakWebhookSettings, type WebhookSettings, webhookSettingsOf } from './webhook-settings.ts'
import { thirdPartySettingsOf, type ThirdPartySettings, weakThirdPartySettings } from './third-party-settings.ts'

/** How the server was told to run; see the README for the names in the environment. */
export interface Settings {
  readonly mode: 'demo' | 'production'
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: string
  /** Where short-lived state is kept; without it, in the database. */
  readonly redisUrl: string | undefined
  readonly sms: SmsSettings
  readonly mail: MailSettings
  /** Whose accounts sign a citizen in. */
  readonly thirdParties: ThirdPartySettings
  /** Outside registers that are asked whether what a citizen says is so. */
  readonly authorities: AuthoritiesSettings
  /** Services that citizens use with their account. */
  readonly services: readonly ServiceSettings[]
  /** Other systems that are told what happens to accounts. */
  readonly webhooks: WebhookSettings
  /** Addresses or networks of the proxies in front, whose word on who asks is believed. */
  readonly trustedProxies: readonly string[]
  /** Public address; goes into receipts that citizens open on their phones. */
  readonly origin: string | undefined
  /** Synthetic people for the sandbox; demo only. */
  readonly demoSeed: string | undefined
  readonly logLevel: string
}

/** Settings that cannot be worked with; every reason is listed, not only the first. */
export class SettingsRefused extends Error {
  readonly reasons: readonly string[]
  constructor(reasons: readonly string[]) {
    super(`the server does not start:\n${reasons.map((reason) => `- ${reason}`).join('\n')}`)
    this.name = 'SettingsRefused'
    this.reasons = reasons
  }
}

const DEFAULT_DATA = '.runtime/server'
const LOG_LEVELS = ['error', 'info', 'silent']

function portOf(text: string | undefined): number {
  const port = Number(text ?? '0')
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : Number.NaN
}

function generalReasons(settings: Settings): string[] {
  const reasons: string[] = []
  if (Number.isNaN(settings.port)) reasons.push('PORT is no port number')
  if (!/^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(settings.databaseUrl)) {
    reasons.push('DATABASE_URL must be sqlite:PATH or postgres://…')
  }
  if (settings.redisUrl !== undefined && !/^rediss?:\/\/.+$/.test(settings.redisUrl)) {
    reasons.push('REDIS_URL must be redis://… or rediss://…')
  }
  if (!settings.trustedProxies.every((proxy) => /^[\da-f.:]+(\/\d{1,3})?$/i.test(proxy))) {
    reasons.push('HALL_TRUSTED_PROXIES must be addresses or networks, with commas between them')
  }
  if (!LOG_LEVELS.includes(settings.logLevel)) reasons.push(`HALL_LOG must be one of ${LOG_LEVELS.join(', ')}`)
  return reasons
}

function productionReasons(environment: Environment, settings: Settings): string[] {
  const reasons: string[] = []
  if (environment['HALL_DATA'] === undefined) reasons.push('HALL_DATA must name the data folder in production')
  if (settings.demoSeed !== undefined) reasons.push('HALL_DEMO_SEED is a sandbox; production has none')
  if (settings.origin === undefined) reasons.push('HALL_ORIGIN must be the public https address')
  else if (!/^https:\/\/[^/]+$/.test(settings.origin)) reasons.push('HALL_ORIGIN must be https and without a path')
  const isRemotePostgres =
    /^postgres/.test(settings.databaseUrl) && !/@?(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(settings.databaseUrl)
  if (isRemotePostgres && !/sslmode=(verify-full|verify-ca|require)/.test(settings.databaseUrl)) {
    reasons.push('DATABASE_URL reaches PostgreSQL over the network without sslmode=verify-full')
  }
  if (/^redis:\/\/(?!([^@/]*@)?(127\.0\.0\.1|localhost|\[::1\])([:/]|$))/.test(settings.redisUrl ?? '')) {
    reasons.push('REDIS_URL reaches Redis over the network in the clear; use rediss://')
  }
  return [
    ...reasons,
    ...weakMessageSettings(settings),
    ...weakThirdPartySettings(settings.thirdParties),
    ...weakAuthoritiesSettings(settings.authorities),
    ...weakServiceSettings(settings.services),
    ...weakWebhookSettings(settings.webhooks),
  ]
}

/** Reads the environment; throws SettingsRefused with everything that is wrong. */
export function settingsOf(environment: Environment): Settings {
  const mode = environment['HALL_MODE'] ?? 'demo'
  if (mode !== 'demo' && mode !== 'production') throw new SettingsRefused(['HALL_MODE must be demo or production'])
  const dataDir = resolve(environment['HALL_DATA'] ?? DEFAULT_DATA)
  const reasons: string[] = []
  const settings: Settings = {
    mode,
    host: environment['HOST'] ?? '127.0.0.1',
    port: portOf(environment['PORT']),
    dataDir,
    databaseUrl: environment['DATABASE_URL'] ?? `sqlite:${dataDir}/hall.sqlite`,
    redisUrl: environment['REDIS_URL'] === '' ? undefined : environment['REDIS_URL'],
    ...messageSettingsOf(environment, reasons),
    thirdParties: thirdPartySettingsOf(environment, reasons),
    authorities: authoritiesSettingsOf(environment, reasons),
    services: serviceSettingsOf(environment, reasons),
    webhooks: webhookSettingsOf(environment, reasons),
    trustedProxies: (environment['HALL_TRUSTED_PROXIES'] ?? '').split(',').filter((proxy) => proxy !== ''),
    origin: environment['HALL_ORIGIN'],
    demoSeed: environment['HALL_DEMO_SEED'],
    logLevel: environment['HALL_LOG'] ?? 'info',
  }
  reasons.push(...generalReasons(settings))
  if (mode === 'production') reasons.push(...productionReasons(environment, settings))
  if (reasons.length > 0) throw new SettingsRefused(reasons)
  return settings
}
