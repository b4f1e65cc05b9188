import { existsSync, readFileSync } from 'node:fs'
import type { Environment } from './environment.ts'

/** What an SMS gateway knows its customer by; codes of templates are the gateway's own. */
export interface SmsGatewaySettings {
  readonly gateway: 'aliyun' | 'tencent'
  readonly keyId: string
  readonly keySecret: string
  readonly signName: string
  readonly templates: { readonly code: string; readonly notRegistered: string; readonly notice: string }
  readonly region: string
  /** Tencent's SmsSdkAppId; empty for gateways that have none. */
  readonly appId: string
  /** Another address than the gateway's own, for a relay in the hall's network. */
  readonly endpoint: URL | undefined
}
export type SmsSettings = { readonly gateway: 'sandbox' } | SmsGatewaySettings

/** How mail leaves the house. */
export interface SmtpSettings {
  readonly gateway: 'smtp'
  readonly host: string
  readonly port: number
  /** `implicit` from the first byte, `starttls` before anything is said. */
  readonly tls: 'implicit' | 'starttls' | 'none'
  readonly from: string
  readonly user: string | undefined
  readonly password: string | undefined
  /** PEM of the authority that the mail server's certificate comes from, when it is a house's own. */
  readonly authority: string | undefined
}
export type MailSettings = { readonly gateway: 'sandbox' } | SmtpSettings

const DEFAULT_REGION = { aliyun: 'cn-hangzhou', tencent: 'ap-guangzhou' } as const

/** Reads one setting after another and notes what is missing. */
export class Reading {
  private readonly environment: Environment
  private readonly reasons: string[]
  constructor(environment: Environment, reasons: string[]) {
    this.environment = environment
    this.reasons = reasons
  }
  optional(name: string): string | undefined {
    const value = this.environment[name]
    return value === '' ? undefined : value
  }
  needed(name: string, whatFor: string): string {
    const value = this.optional(name)
    if (value === undefined) this.reasons.push(`${name} is missing; ${whatFor} needs it`)
    return value ?? ''
  }
  /** What a file holds. Secrets stand in files of their own, never in the environment, which every child process reads. */
  file(name: string, whatFor: string): string {
    const path = this.needed(name, whatFor)
    if (path === '') return ''
    if (existsSync(path)) return readFileSync(path, 'utf8').trim()
    this.reasons.push(`${name} names a file that is not there`)
    return ''
  }
  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const value = this.optional(name) ?? otherwise
    const found = allowed.find((one) => one === value)
    if (found === undefined) this.reasons.push(`${name} must be one of ${allowed.join(', ')}`)
    return found ?? otherwise
  }
  url(name: string): URL | undefined {
    const value = this.optional(name)
    if (value === undefined) return undefined
    if (URL.canParse(value) && /^https?:\/\//.test(value)) return new URL(value)
    this.reasons.push(`${name} must be https://…`)
    return undefined
  }
}

function smsOf(reading: Reading): SmsSettings {
  const gateway = reading.oneOf('HALL_SMS', ['sandbox', 'aliyun', 'tencent'], 'sandbox')
  if (gateway === 'sandbox') return { gateway }
  const whatFor = `HALL_SMS=${gateway}`
  return {
    gateway,
    keyId: reading.file('HALL_SMS_KEY_ID_FILE', whatFor),
    keySecret: reading.file('HALL_SMS_KEY_SECRET_FILE', whatFor),
    signName: reading.needed('HALL_SMS_SIGN_NAME', whatFor),
    templates: {
      code: reading.needed('HALL_SMS_TEMPLATE_CODE', whatFor),
      notRegistered: reading.needed('HALL_SMS_TEMPLATE_NOT_REGISTERED', whatFor),
      notice: reading.needed('HALL_SMS_TEMPLATE_NOTICE', whatFor),
    },
    region: reading.optional('HALL_SMS_REGION') ?? DEFAULT_REGION[gateway],
    appId: gateway === 'tencent' ? reading.needed('HALL_SMS_APP_ID', whatFor) : '',
    endpoint: reading.url('HALL_SMS_ENDPOINT'),
  }
}

function mailOf(reading: Reading): MailSettings {
  const gateway = reading.oneOf('HALL_MAIL', ['sandbox', 'smtp'], 'sandbox')
  if (gateway === 'sandbox') return { gateway }
  const whatFor = 'HALL_MAIL=smtp'
  const tls = reading.oneOf('HALL_SMTP_TLS', ['implicit', 'starttls', 'none'], 'implicit')
  const user = reading.optional('HALL_SMTP_USER')
  const authority = reading.optional('HALL_SMTP_CA_FILE')
  return {
    gateway,
    host: reading.needed('HALL_SMTP_HOST', whatFor),
    port: Number(reading.optional('HALL_SMTP_PORT') ?? (tls === 'implicit' ? '465' : '587')),
    tls,
    from: reading.needed('HALL_MAIL_FROM', whatFor),
    user,
    password: user === undefined ? undefined : reading.file('HALL_SMTP_PASSWORD_FILE', 'HALL_SMTP_USER'),
    authority: authority === undefined ? undefined : reading.file('HALL_SMTP_CA_FILE', whatFor),
  }
}

/** Reads how messages leave the house; what is missing or wrong is added to the reasons. */
export function messageSettingsOf(
  environment: Environment,
  reasons: string[],
): { sms: SmsSettings; mail: MailSettings } {
  const reading = new Reading(environment, reasons)
  const mail = mailOf(reading)
  if (mail.gateway === 'smtp' && !(Number.isInteger(mail.port) && mail.port > 0 && mail.port < 65_536)) {
    reasons.push('HALL_SMTP_PORT is no port number')
  }
  return { sms: smsOf(reading), mail }
}

/** What production refuses of them: sandboxes, and gateways reached in the clear. */
export function weakMessageSettings({ sms, mail }: { sms: SmsSettings; mail: MailSettings }): string[] {
  const reasons: string[] = []
  if (sms.gateway === 'sandbox') reasons.push('HALL_SMS is the sandbox; production needs aliyun or tencent')
  else if (sms.endpoint?.protocol === 'http:') reasons.push('HALL_SMS_ENDPOINT must be https in production')
  if (mail.gateway === 'sandbox') reasons.push('HALL_MAIL is the sandbox; production needs smtp')
  else if (mail.tls === 'none') reasons.push('HALL_SMTP_TLS must not be none in production')
  return reasons
}
