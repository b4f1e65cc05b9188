import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SettingsRefused, settingsOf } from '../../../sync-server/platform/settings.ts'
import { freshFolder } from '../../fixtures/server/databases.ts'
import { authoritiesFile, productionEnvironment, secretFile } from '../../fixtures/server/production.ts'

function reasonsOf(environment: Record<string, string>): readonly string[] {
  try {
    settingsOf(environment)
    return []
  } catch (error) {
    if (error instanceof SettingsRefused) return error.reasons
    throw error
  }
}

test('a register is read with its keys, which lie beside the file or anywhere else', () => {
  const HALL_AUTHORITIES = authoritiesFile(freshFolder(), 'https://population.example/checks')
  const { population } = settingsOf({ HALL_AUTHORITIES }).authorities
  expect(population).toMatchObject({ name: 'population register', keyId: 'hall-1', timeoutMs: 5000 })
  expect([population?.key.type, population?.answerKey.type]).toEqual(['private', 'public'])
})

test.each([
  ['a file that is not there', () => '/nowhere/authorities.json'],
  ['what is no JSON', (folder: string) => secretFile(folder, 'authorities.json', 'population')],
  ['an unknown register', (folder: string) => secretFile(folder, 'authorities.json', '{"library":{}}')],
  [
    'a row without its keys',
    (folder: string) => secretFile(folder, 'authorities.json', '{"population":{"url":"https://a"}}'),
  ],
  [
    'a key of another kind',
    (folder: string) => {
      const file = authoritiesFile(folder, 'https://population.example/checks')
      writeFileSync(join(folder, 'register-own.pem'), 'no key')
      return file
    },
  ],
])('%s is refused in words', (_what, fileIn) => {
  const reasons = reasonsOf({ HALL_AUTHORITIES: fileIn(freshFolder()) })
  expect(reasons).toHaveLength(1)
  expect(reasons[0]).toMatch(/^HALL_AUTHORITIES cannot be used: /)
})

test.each(['http://population.example/checks', 'https://127.0.0.1/checks'])('production refuses %s', (url) => {
  const folder = freshFolder()
  const environment = { ...productionEnvironment(folder), HALL_AUTHORITIES: authoritiesFile(folder, url) }
  expect(reasonsOf(environment)).toEqual(['HALL_AUTHORITIES reaches population without https or on this machine'])
})
