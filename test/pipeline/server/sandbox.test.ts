import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { setPassword } from '../../../sync-server/accounts/passwords.service.ts'
import { documentOfPerson, phoneOfPerson } from '../../fixtures/server/build-record.ts'
import { engines, freshFolder } from '../../fixtures/server/databases.ts'
import { OnlineClient } from '../../fixtures/server/online-client.ts'
import { startTestServer } from '../../fixtures/server/test-server.ts'

const personOf = (n: number, more: object = {}) => {
  const { type, fullName, documentNumber, sex, birthDate, validFrom, validUntil } = documentOfPerson(n)
  return {
    id: `person-${n}`,
    fullName,
    documentType: type,
    documentNumber,
    sex,
    birthDate,
    validFrom,
    validUntil,
    ...more,
  }
}

test.each(engines)(
  'the sandbox on $name opens the accounts of its people once, also after a restart',
  async ({ fresh }) => {
    const folder = freshFolder()
    const seed = join(folder, 'people.json')
    const password = 'Ceshi20261122'
    const people = [
      personOf(1, { phoneNumber: phoneOfPerson(1), hasAccount: true, username: 'beijing01', password, portrait: 'a' }),
      personOf(2, {
        phoneNumber: phoneOfPerson(2),
        hasAccount: true,
        boundDocumentNumber: documentOfPerson(3).documentNumber,
      }),
      personOf(4, { phoneNumber: phoneOfPerson(4) }),
    ]
    writeFileSync(seed, JSON.stringify({ people }))
    const environment = { HALL_DATA: folder, ...(await fresh()), HALL_DEMO_SEED: seed }
    const answers: unknown[] = []
    for (const _start of [1, 2]) {
      const server = await startTestServer(environment)
      answers.push(await (await fetch(`${server.url}/sandbox/people`)).json())
      const kiosk = await server.kiosk()
      const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
      const find = async (by: string, value: string) =>
        (await kiosk.send('POST', '/v1/staff/accounts/search', { token: clerk.token, body: { by, value } })).body
      expect(await find('username', 'BeiJing01')).toMatchObject({ maskedUsername: 'b*****1', level: 'L1' })
      expect(await find('document', documentOfPerson(3).documentNumber)).toMatchObject({ maskedName: '**甲' })
      expect(await find('phone', phoneOfPerson(4))).toMatchObject({ code: 'account.not-found' })
      const walk = await new OnlineClient(server).begin('sign-in')
      const signedIn = await walk.guarded({ accountName: 'beijing01', currentPassword: password })
      expect(signedIn.body).toMatchObject({ status: 'done', result: { session: {} } })
      await server.close()
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ people, accounts: [{ person: 'person-1', password }, { person: 'person-2' }] })
  },
)

test('a password that its owner has changed survives a restart of the sandbox', async () => {
  const folder = freshFolder()
  const seed = join(folder, 'people.json')
  const person = personOf(1, { phoneNumber: phoneOfPerson(1), hasAccount: true, password: 'Ceshi20261122' })
  writeFileSync(seed, JSON.stringify({ people: [person] }))
  const environment = { HALL_DATA: folder, HALL_DEMO_SEED: seed }
  const first = await startTestServer(environment)
  const { clock, passwords, database } = first.foundation
  const { accounts } = (await (await fetch(`${first.url}/sandbox/people`)).json()) as {
    accounts: { accountId: string }[]
  }
  const accountId = accounts[0]?.accountId ?? ''
  const hash = await passwords.hash('Xinmima20261122')
  await database.write((tx) => setPassword(tx, { clock }, { accountId, hash }))
  await first.close()
  const second = await startTestServer(environment)
  const walk = await new OnlineClient(second).begin('sign-in')
  const entered = await walk.guarded({ accountName: phoneOfPerson(1), currentPassword: 'Xinmima20261122' })
  await second.close()
  expect(entered.body).toMatchObject({ status: 'done' })
})
