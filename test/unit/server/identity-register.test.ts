import { expect, test } from 'vitest'
import { isKnownTogether } from '../../../sync-server/identity/ask-register.service.ts'
import type { IdentityRegister } from '../../../sync-server/identity/identity-register.port.ts'
import { noRegister, sandboxRegister } from '../../../sync-server/identity/registers.service.ts'
import { documentOfPerson } from '../../fixtures/server/build-record.ts'

const person = (n: number, fullName: string, more: object = {}) => ({
  fullName,
  documentNumber: documentOfPerson(n).documentNumber,
  ...more,
})
const register = sandboxRegister([
  person(1, '测试甲'),
  person(2, 'Muster  Person'),
  person(3, '测试丙', { register: 'busy' }),
  person(4, '测试丁', { register: 'unreachable' }),
])
const ask = (claimed: { fullName: string; documentNumber: string }) => isKnownTogether(register, claimed, 30)
const unavailable = { code: 'identity.register-unavailable' }

test.each([
  ['name and number of one person', person(1, '测试甲'), true],
  ['a name with other spaces', person(2, ' Muster Person '), true],
  ['a number with spaces', { ...person(1, '测试甲'), documentNumber: ` ${person(1, '').documentNumber}` }, true],
  ["another person's name", person(1, '测试乙'), false],
  ['a number that nobody has', person(9, '测试甲'), false],
])('%s', async (_what, claimed, isMatch) => {
  expect(await ask(claimed)).toBe(isMatch)
})
test('a busy register and one that never answers are no mismatch', async () => {
  await expect(ask(person(3, '测试丙'))).rejects.toMatchObject(unavailable)
  await expect(ask(person(4, '测试丁'))).rejects.toMatchObject(unavailable)
  await expect(isKnownTogether(noRegister, person(1, '测试甲'))).rejects.toMatchObject(unavailable)
})
test('a register that ignores its signal, or fails in its own way, is told in our words', async () => {
  const deaf: IdentityRegister = { authority: 'deaf', isMatch: () => new Promise(() => undefined) }
  const broken: IdentityRegister = { authority: 'broken', isMatch: () => Promise.reject(new Error('socket hang up')) }
  await expect(isKnownTogether(deaf, person(1, '测试甲'), 10)).rejects.toMatchObject(unavailable)
  await expect(isKnownTogether(broken, person(1, '测试甲'))).rejects.toMatchObject(unavailable)
})
