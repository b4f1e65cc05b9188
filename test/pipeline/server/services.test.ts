import { describe, expect, test } from 'vitest'
import { linesOf } from '../../../sync-server/audit/audit.repository.ts'
import { services } from '../../../sync-server/contract/directory.ts'
import { failures } from '../../../sync-server/contract/failure.ts'
import { type AssuranceLevel, reaches } from '../../../sync-server/contract/level.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { authorityHalls, identityClaim, registerFacts } from '../../fixtures/server/authority-hall.ts'
import { documentOfPerson } from '../../fixtures/server/build-record.ts'
import { seedCitizen, signInCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient } from '../../fixtures/server/online-client.ts'
import { beginVerified } from '../../fixtures/server/walks.ts'

const halls = authorityHalls()
const open = (client: OnlineClient, serviceId: string) => client.send('POST', `/v1/services/${serviceId}/visits`, {})

describe.each(engines)('the hall’s services on $name', ({ fresh }) => {
  const start = async () => halls.start(await fresh())

  test('are listed to anybody, and those of L1 open without an account', async () => {
    const client = new OnlineClient(await start())
    expect((await client.send('GET', '/v1/services')).body).toEqual({ services })
    for (const { id, level } of services) {
      const answer = await open(client, id)
      if (level === 'L1') expect(isValid(routes.openService.reply, answer.body)).toBe(true)
      else expect(answer.body).toMatchObject({ status: 401, code: 'level.not-signed-in', requiredLevel: level })
    }
  })

  test('open to whoever has reached their level, and to nobody else', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1, false)
    const client = await signInCitizen(hall, citizen)
    const opensWith = async (have: AssuranceLevel) => {
      for (const { id, level } of services) {
        const { body } = await open(client, id)
        if (reaches(have, level)) expect(body).toMatchObject({ service: { id }, level: have })
        else expect(body).toMatchObject({ status: 403, code: 'level.too-low', requiredLevel: level })
      }
    }
    await opensWith('L1')
    await (await beginVerified(client, 'verify-real-name', citizen.phoneNumber)).pass(identityClaim(1))
    await opensWith('L2')
    hall.clock.move(61_000)
    const { bankCardNumber, reservedPhone } = registerFacts(1)
    const card = { act: 'submit', bankCardNumber, reservedPhone }
    await (await beginVerified(client, 'verify-bank-card', citizen.phoneNumber)).pass(card)
    await opensWith('L3')
    const kiosk = await hall.kiosk()
    const clerk = await kiosk.signIn('1001', 'Hall-1001-demo')
    const account = { by: 'account', accountId: citizen.accountId } as const
    await kiosk.deliver([kiosk.record({ clerk, account, document: documentOfPerson(1) })])
    await opensWith('L4')
  })

  test('a way up opens the service at once; what was opened leaves a line without personal data', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1, false)
    const client = await signInCitizen(hall, citizen)
    expect(codeOf(await open(client, 'housing-fund-balance'))).toBe('level.too-low')
    const walk = await beginVerified(client, 'verify-real-name', citizen.phoneNumber)
    await walk.pass(identityClaim(1))
    expect((await open(client, 'housing-fund-balance')).body).toMatchObject({ level: 'L2' })
    expect(codeOf(await open(client, 'residence-permit'))).toBe('level.too-low')
    const lines = await linesOf(hall.foundation.database.reader, 'online')
    const opened = lines.filter(({ action }) => action === 'service.opened')
    expect(opened).toMatchObject([
      { subject: citizen.accountId, detail: '{"level":"L2","service":"housing-fund-balance"}' },
    ])
  })

  test('the session says which level was achieved, and how', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1, false)
    const client = await signInCitizen(hall, citizen)
    const session = async () => (await client.send('GET', '/v1/sessions/current')).body
    expect(await session()).toMatchObject({ level: 'L1', verifiedBy: [], method: 'password' })
    const walk = await beginVerified(client, 'verify-bank-card', citizen.phoneNumber)
    const { bankCardNumber, reservedPhone } = registerFacts(1)
    const { fullName, documentNumber: residentIdNumber } = identityClaim(1)
    await walk.pass({ act: 'submit', fullName, residentIdNumber, bankCardNumber, reservedPhone })
    expect(await session()).toMatchObject({ level: 'L3', verifiedBy: ['bank-card'] })
  })

  test('what is no service is told in words', async () => {
    const answer = await open(new OnlineClient(await start()), 'no-such-service')
    expect(answer.body).toMatchObject({ code: 'service.unknown', title: failures['service.unknown'].title })
  })
})

test('the refusal names the level in the header as RFC 9470 has it', async () => {
  const hall = await halls.start({})
  const response = await fetch(`${hall.url}/v1/services/residence-permit/visits`, { method: 'POST' })
  expect(response.headers.get('www-authenticate')).toBe(
    'Bearer error="insufficient_user_authentication", acr_values="L3"',
  )
})
