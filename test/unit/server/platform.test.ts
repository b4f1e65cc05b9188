import { expect, test } from 'vitest'
import { describeError, isAllowedField, jsonLogger } from '../../../sync-server/platform/logger.ts'
import { newId } from '../../../sync-server/platform/ids.ts'
import { newKeys } from '../../../sync-server/platform/keys/key-file.ts'
import { personalDataOf } from '../../../sync-server/platform/keys/personal-data.ts'
import { randomPiece } from '../../../sync-server/platform/random-piece.ts'
import { settingsOf, SettingsRefused } from '../../../sync-server/platform/settings.ts'
import { delayAfter, FREE_TRIES } from '../../../sync-server/challenges/try-delay.ts'
import { joinHandlers } from '../../../sync-server/platform/http/bind-routes.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import type { Handlers } from '../../../sync-server/platform/http/caller.ts'
import { freshFolder } from '../../fixtures/server/databases.ts'
import { productionEnvironment } from '../../fixtures/server/production.ts'
import { isNonce, isTimely } from '../../../sync-server/kiosks/request-rules.ts'

const reasonsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    settingsOf(environment)
    return []
  } catch (error) {
    if (error instanceof SettingsRefused) return error.reasons
    throw error
  }
}

test('ids are UUIDv7, ordered by time', () => {
  const [first, later] = [newId(new Date(1_000_000)), newId(new Date(2_000_000))]
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(first < later).toBe(true)
})
test('a log line holds allowed fields only, whatever was passed', () => {
  const lines: string[] = []
  const logger = jsonLogger('info', { write: (line) => void lines.push(line) })
  logger.say('answered', { status: 200, ...({ phoneNumber: '10000000001', msg: 'x' } as object) })
  expect(lines.join()).not.toContain('10000000001')
  expect(
    Object.keys(JSON.parse(lines[0] ?? '{}') as object).every(
      (key) => ['level', 'time', 'event'].includes(key) || isAllowedField(key),
    ),
  ).toBe(true)
})
test('an error is described without its message and without folders', () => {
  const said = JSON.stringify(describeError(new TypeError('119999190001010011')))
  expect(said).not.toContain('119999')
  expect(said).not.toContain('/')
})
test('demo starts with nothing set, production says everything that is missing', () => {
  expect(reasonsOf({})).toEqual([])
  const reasons = reasonsOf({ HALL_MODE: 'production', HALL_DEMO_SEED: 'x', DATABASE_URL: 'postgres://db.example/x' })
  expect(reasons).toHaveLength(7)
  expect(reasons.join()).toMatch(
    /HALL_DATA.*HALL_DEMO_SEED.*HALL_ORIGIN.*sslmode.*HALL_SMS.*HALL_MAIL.*HALL_AUTHORITIES/,
  )
  const whole = productionEnvironment(freshFolder())
  expect(reasonsOf({ ...whole, HALL_ORIGIN: 'http://a' })).toHaveLength(1)
  expect(reasonsOf(whole)).toEqual([])
})
test.each([
  [{ HALL_SMS: 'sandbox' }, 'HALL_SMS is the sandbox'],
  [{ HALL_MAIL: 'sandbox' }, 'HALL_MAIL is the sandbox'],
  [{ HALL_SMS_ENDPOINT: 'http://relay.example' }, 'HALL_SMS_ENDPOINT'],
  [{ HALL_SMTP_TLS: 'none' }, 'HALL_SMTP_TLS'],
  [{ REDIS_URL: 'redis://cache.example:6379' }, 'rediss://'],
  [{ REDIS_URL: 'redis://user:secret@cache.example' }, 'rediss://'],
])('production refuses %j', (environment, word) =>
  expect(
    reasonsOf({ ...productionEnvironment(freshFolder()), ...(environment as Record<string, string>) }).join(),
  ).toContain(word),
)
test.each(['redis://127.0.0.1:6379/3', 'redis://:secret@localhost', 'rediss://cache.example'])(
  'production takes %s',
  (url) => expect(reasonsOf({ ...productionEnvironment(freshFolder()), REDIS_URL: url })).toEqual([]),
)
test('a gateway that lacks a setting is refused with every setting that it lacks, and never with a value', () => {
  const reasons = reasonsOf({
    HALL_SMS: 'tencent',
    HALL_SMS_KEY_ID_FILE: '/nowhere',
    HALL_MAIL: 'smtp',
    HALL_SMTP_USER: 'u',
  })
  for (const name of [
    'KEY_ID_FILE names',
    'KEY_SECRET_FILE',
    'SIGN_NAME',
    'TEMPLATE_CODE',
    'TEMPLATE_NOT_REGISTERED',
    'APP_ID',
  ]) {
    expect(reasons.join(), name).toContain(`HALL_SMS_${name}`)
  }
  for (const name of ['SMTP_HOST', 'MAIL_FROM', 'SMTP_PASSWORD_FILE'])
    expect(reasons.join(), name).toContain(`HALL_${name}`)
  expect(reasons).toHaveLength(10)
})
test.each([
  [{ REDIS_URL: 'memcached://x' }, 'REDIS_URL'],
  [{ HALL_SMS: 'pigeon' }, 'HALL_SMS'],
  [{ HALL_MAIL: 'smtp', HALL_SMTP_HOST: 'h', HALL_MAIL_FROM: 'f', HALL_SMTP_PORT: '0' }, 'HALL_SMTP_PORT'],
  [{ HALL_SMS_ENDPOINT: 'relay', HALL_SMS: 'aliyun' }, 'HALL_SMS_ENDPOINT'],
  [{ HALL_TRUSTED_PROXIES: 'anybody' }, 'HALL_TRUSTED_PROXIES'],
  [{ PORT: '99999' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
  [{ HALL_MODE: 'test' }, 'HALL_MODE'],
  [{ HALL_LOG: 'loud' }, 'HALL_LOG'],
])('%j is refused', (environment, word) =>
  expect(reasonsOf(environment as Record<string, string>).join()).toContain(word),
)
test('personal data open only at their own place and with their own key', () => {
  const personal = personalDataOf(newKeys('by-demo'))
  const sealed = personal.seal('accounts/1/phone', '10000000001')
  expect(personal.open('accounts/1/phone', sealed)).toBe('10000000001')
  expect(() => personal.open('accounts/2/phone', sealed)).toThrow()
  expect(() => personalDataOf(newKeys('by-demo')).open('accounts/1/phone', sealed)).toThrow()
  expect(personal.hash('phone', 'x')).not.toBe(personal.hash('username', 'x'))
})
test('the delay rises after the free tries and stops at a quarter of an hour', () => {
  expect(Array.from({ length: FREE_TRIES - 1 }, (_, i) => delayAfter(i + 1))).toEqual([0, 0, 0, 0])
  expect([5, 6, 7, 30].map(delayAfter)).toEqual([30, 60, 120, 900])
})
test('a route without handler, a handler without route and two handlers stop the server from booting', () => {
  const all = Object.fromEntries(Object.keys(routes).map((name) => [name, () => Promise.resolve(undefined)]))
  expect(() => joinHandlers([all as unknown as Handlers])).not.toThrow()
  const { readAccount: _dropped, ...fewer } = all
  expect(() => joinHandlers([fewer as unknown as Handlers])).toThrow(/readAccount/)
  expect(() => joinHandlers([all as unknown as Handlers, { readAccount: all['readAccount'] } as never])).toThrow(
    /two handlers/,
  )
  expect(() => joinHandlers([{ ...all, more: () => undefined } as never])).toThrow(/no route/)
})
test('nonces and times of requests are judged at their edges', () => {
  expect([isNonce('a'.repeat(15)), isNonce('a'.repeat(16)), isNonce('a'.repeat(65)), isNonce('a b'.repeat(8))]).toEqual(
    [false, true, false, false],
  )
  const now = new Date('2026-01-01T00:05:00.000Z')
  expect(isTimely('2026-01-01T00:00:00.000Z', now)).toBe(true)
  expect(isTimely('2025-12-31T23:59:59.999Z', now)).toBe(false)
  expect(isTimely('yesterday', now)).toBe(false)
})

test('pieces of chance are as long as asked for, never the same, and nobody else writes into them', () => {
  const pieces = Array.from({ length: 1000 }, () => randomPiece(18))
  expect(pieces.every((piece) => piece.length === 18)).toBe(true)
  expect(new Set(pieces.map((piece) => piece.toString('hex'))).size).toBe(1000)
  const [first] = pieces
  const before = first!.toString('hex')
  for (let n = 0; n < 1000; n++) randomPiece(32)
  expect(first!.toString('hex')).toBe(before)
})
