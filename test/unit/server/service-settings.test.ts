import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { layFoundation } from '../../../sync-server/foundation.ts'
import { newKeys, readKeys, writeKeys } from '../../../sync-server/platform/keys/key-file.ts'
import { serverKeysOf } from '../../../sync-server/platform/keys/server-keys.ts'
import { SettingsRefused, settingsOf } from '../../../sync-server/platform/settings.ts'
import { freshFolder } from '../../fixtures/server/databases.ts'
import { productionEnvironment, secretFile } from '../../fixtures/server/production.ts'
import { serviceRow, servicesFile } from '../../fixtures/server/services.ts'

type Row = Readonly<Record<string, unknown>>

function reasonsOf(environment: Record<string, string>): readonly string[] {
  try {
    settingsOf(environment)
    return []
  } catch (error) {
    if (error instanceof SettingsRefused) return error.reasons
    throw error
  }
}
const file = (more: Row, folder = freshFolder()): string =>
  servicesFile(folder, [serviceRow(folder, 'a-service', more)])
const inProduction = (more: Row): readonly string[] => {
  const folder = freshFolder()
  return reasonsOf({ ...productionEnvironment(folder), HALL_SERVICES: file(more, folder) })
}

describe('HALL_SERVICES', () => {
  test('names services with their secret, or with the public keys that they sign with', () => {
    const folder = freshFolder()
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const keys = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1' }] })
    const keysFile = secretFile(folder, 'keys.json', keys)
    const path = servicesFile(folder, [
      serviceRow(folder, 'with-secret', { scopes: ['profile'], level: 'L3' }),
      serviceRow(folder, 'with-key', { secretFile: undefined, keysFile }),
    ])
    const { services } = settingsOf({ HALL_SERVICES: path })
    expect(services).toMatchObject([
      { id: 'with-secret', scopes: ['openid', 'profile'], level: 'L3', proof: { secret: expect.any(String) } },
      { id: 'with-key', scopes: ['openid'], level: 'L1', proof: { keys: [{ kid: '1' }] } },
    ])
  })
  test.each<[string, Row]>([
    ['an unknown scope', { scopes: ['everything'] }],
    ['an unknown member', { colour: 'red' }],
    ['a level that does not exist', { level: 'L9' }],
    ['an id that is none', { id: 'A B' }],
    ['redirects to several hosts', { redirectUris: ['https://a.example/x', 'https://b.example/x'] }],
    ['no redirect', { redirectUris: [] }],
    ['a redirect to no web page', { redirectUris: ['javascript:alert(1)'] }],
    ['a redirect with a fragment', { redirectUris: ['https://a.example/x#y'] }],
    ['neither secret nor keys', { secretFile: undefined }],
    ['a secret that is not there', { secretFile: 'nowhere' }],
  ])('%s is refused in words', (_what, more) => {
    const reasons = reasonsOf({ HALL_SERVICES: file(more) })
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toMatch(/^HALL_SERVICES cannot be used: /)
  })
  test('a private key where a public one belongs is refused', () => {
    const folder = freshFolder()
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const keysFile = secretFile(folder, 'keys.json', JSON.stringify({ keys: [privateKey.export({ format: 'jwk' })] }))
    expect(reasonsOf({ HALL_SERVICES: file({ secretFile: undefined, keysFile }, folder) })[0]).toContain('not public')
  })
  test('the same id twice is refused', () => {
    const folder = freshFolder()
    const row = serviceRow(folder, 'a-service')
    expect(reasonsOf({ HALL_SERVICES: servicesFile(folder, [row, row]) })[0]).toContain('twice')
  })
})

describe('production', () => {
  test('takes a service over https with a secret that nobody guesses', () => expect(inProduction({})).toEqual([]))
  test.each<[string, Row]>([
    ['a redirect in the clear', { redirectUris: ['http://service.example/callback'] }],
    ['a redirect to this machine', { redirectUris: ['https://127.0.0.1/callback'] }],
    ['a place after signing out in the clear', { afterSignOut: ['http://service.example/'] }],
  ])('refuses %s', (_what, more) => {
    expect(inProduction(more)).toEqual([
      'a-service (HALL_SERVICES) has an address that is not https or is on this machine',
    ])
  })
  test.each(['short', 'a'.repeat(64), 'abcabcabc'.repeat(8)])('refuses the secret %j', (secret) => {
    const secretPath = secretFile(freshFolder(), 'secret', secret)
    expect(inProduction({ secretFile: secretPath })[0]).toContain('secret that can be guessed')
  })
  test('does not start with services and keys from before there were any, and says how to add them', async () => {
    const folder = freshFolder()
    const { identity: _later, ...before } = newKeys('by-administrator')
    writeKeys(folder, before)
    const settings = settingsOf({ ...productionEnvironment(folder), HALL_SERVICES: file({}, folder) })
    await expect(layFoundation(settings)).rejects.toThrow(/none for HALL_SERVICES.*create-keys/s)
  })
})

describe('the keys under which services are told who a citizen is', () => {
  test('are made with the others, and added to a file that has none without touching those', () => {
    const folder = freshFolder()
    const { identity, ...before } = newKeys('by-administrator')
    writeKeys(folder, before)
    writeKeys(folder, { ...before, ...(identity ? { identity } : {}) })
    expect(readKeys(folder)).toEqual({ ...before, identity })
    expect(() => writeKeys(folder, newKeys('by-administrator'))).toThrow('never replaced')
  })
  test('are P-256 keys whose public half follows from the private one', () => {
    const [key] = serverKeysOf(newKeys('by-demo')).identity
    expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', kid: expect.stringMatching(/^identity-/) })
    expect([key?.x?.length, key?.y?.length, key?.d?.length]).toEqual([43, 43, 43])
  })
})
