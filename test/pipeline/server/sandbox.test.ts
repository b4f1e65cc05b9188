import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documentOfPerson, phoneOfPerson } from '../../fixtures/server/build-record.ts'
import { databases, freshFolder } from '../../fixtures/server/databases.ts'
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

test.each(databases)(
  'the sandbox on $name opens the accounts of its people once, also after a restart',
  async ({ fresh }) => {
    const folder = freshFolder()
    const seed = join(folder, 'people.json')
    const people = [
      personOf(1, { phoneNumber: phoneOfPerson(1), hasAccount: true, username: 'beijing01', portrait: 'a' }),
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
      await server.close()
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ people, accounts: [{ person: 'person-1' }, { person: 'person-2' }] })
  },
)
