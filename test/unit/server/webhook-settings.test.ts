import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { SettingsRefused, settingsOf } from '../../../sync-server/platform/settings.ts'
import { pauseAfterTry } from '../../../sync-server/webhooks/webhook-delivery.service.ts'
import { freshFolder } from '../../fixtures/server/databases.ts'
import { productionEnvironment, secretFile } from '../../fixtures/server/production.ts'

function reasonsOf(environment: Record<string, string>): readonly string[] {
  try {
    settingsOf(environment)
    return []
  } catch (error) {
    if (error instanceof SettingsRefused) return error.reasons
    throw error
  }
}

function fileWith(row: object, name = 'portal'): string {
  const folder = freshFolder()
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const keyFile = secretFile(folder, 'key.pem', pem)
  const whole = { url: 'https://portal.example/events', keyId: 'hall-1', keyFile, ...row }
  return secretFile(folder, 'webhooks.json', JSON.stringify({ [name]: whole }))
}

test('a receiver is told everything unless it names what it wants', () => {
  const { portal } = settingsOf({ HALL_WEBHOOKS: fileWith({}) }).webhooks
  expect(portal).toMatchObject({ keyId: 'hall-1', timeoutMs: 5000 })
  expect(portal?.kinds).toContain('document.unbound')
  const { webhooks } = settingsOf({ HALL_WEBHOOKS: fileWith({ kinds: ['account.closed'] }) })
  expect(webhooks['portal']?.kinds).toEqual(['account.closed'])
})

test.each([
  ['an unknown kind', () => fileWith({ kinds: ['account.born'] })],
  ['an unknown member', () => fileWith({ password: 'x' })],
  ['a name that is no address part', () => fileWith({}, 'The Portal')],
  ['a file that is not there', () => '/nowhere/webhooks.json'],
  ['a key that is not there', () => fileWith({ keyFile: 'none.pem' })],
])('%s is refused in words', (_what, file) => {
  expect(reasonsOf({ HALL_WEBHOOKS: file() })).toEqual([expect.stringMatching(/^HALL_WEBHOOKS cannot be used: /)])
})

test('production refuses a receiver that is reached in the clear', () => {
  const HALL_WEBHOOKS = fileWith({ url: 'http://portal.example/events' })
  expect(reasonsOf({ ...productionEnvironment(freshFolder()), HALL_WEBHOOKS })).toEqual([
    'HALL_WEBHOOKS reaches portal without https',
  ])
})

test('pauses double from half a minute to an hour, each longer than a try can take', () => {
  const pauses = Array.from({ length: 12 }, (_, tries) => pauseAfterTry(tries))
  expect(pauses.slice(0, 3)).toEqual([30_000, 60_000, 120_000])
  expect(Math.max(...pauses)).toBe(3_600_000)
  expect(Math.min(...pauses)).toBeGreaterThan(20_000)
})
