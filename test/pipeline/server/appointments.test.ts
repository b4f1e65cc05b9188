import { afterEach, describe, expect, test } from 'vitest'
import type { AccountView } from '../../../sync-server/contract/account.ts'
import type { AppointmentView } from '../../../sync-server/contract/appointment.ts'
import { defaultPolicy } from '../../../sync-server/contract/policy.ts'
import { documentOfPerson } from '../../fixtures/server/build-record.ts'
import { type Citizen, seedCitizen, signInCitizen } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { type Desk, faultsOf, openDesk } from '../../fixtures/server/desk.ts'
import { codeOf, type OnlineClient } from '../../fixtures/server/online-client.ts'
import type { Answer } from '../../fixtures/server/test-kiosk.ts'

const DAY_MS = 86_400_000
let desk: Desk | undefined
afterEach(() => desk?.hall.close())

/** Walks the flow to the screen that shows the number. */
async function book(client: OnlineClient): Promise<AppointmentView> {
  const walk = await client.begin('book-in-person')
  await walk.pass({ act: 'valid' })
  const { appointment } = walk.state.step?.input as { appointment: AppointmentView }
  await walk.pass({ act: 'submit' })
  expect(walk.state.status).toBe('done')
  return appointment
}
const search = ({ kiosk, clerk }: Desk, value: string): Promise<Answer> =>
  kiosk.send('POST', '/v1/staff/accounts/search', { token: clerk.token, body: { by: 'appointment', value } })

describe.each(engines)('现场认证预约 on $name', ({ fresh }) => {
  async function citizenAtHome(): Promise<{ at: Desk; citizen: Citizen; client: OnlineClient }> {
    const at = (desk = await openDesk(await fresh()))
    const citizen = await seedCitizen(at.hall, 1, false)
    return { at, citizen, client: await signInCitizen(at.hall, citizen) }
  }

  test('the number opens the account at a counter, however it is typed, and is the same when asked for twice', async () => {
    const { at, citizen, client } = await citizenAtHome()
    const { number } = await book(client)
    expect(await book(client)).toMatchObject({ number })
    const found = await search(at, ` ${number.slice(0, 3)} ${number.slice(3)}`)
    expect((found.body as AccountView).accountId).toBe(citizen.accountId)
    expect(await faultsOf(at.hall)).toEqual([])
  })

  test('an unknown number is no account, and nobody is asked to open a new one for it', async () => {
    const { at } = await citizenAtHome()
    expect(codeOf(await search(at, '000000003'))).toBe('appointment.not-found')
    expect(codeOf(await search(at, '12'))).toBe('appointment.not-found')
  })

  test('after its days it opens nothing, and a new one is given', async () => {
    const { at, client } = await citizenAtHome()
    const { number } = await book(client)
    const { database } = at.hall.foundation
    const times = 'SELECT made_at AS "madeAt", expires_at AS "expiresAt" FROM appointments'
    const kept = await database.reader.get<{ madeAt: string; expiresAt: string }>(times)
    expect(Date.parse(kept!.expiresAt) - Date.parse(kept!.madeAt)).toBe(defaultPolicy.account.appointmentDays * DAY_MS)
    await database.write((tx) => tx.run('UPDATE appointments SET expires_at = made_at'))
    expect(codeOf(await search(at, number))).toBe('appointment.expired')
    expect((await book(client)).number).not.toBe(number)
  })

  test('whoever was verified on site needs none any more', async () => {
    const { at, citizen, client } = await citizenAtHome()
    await book(client)
    const account = { by: 'account', accountId: citizen.accountId } as const
    expect(await at.deliver({ account, document: documentOfPerson(1) })).toMatch(/^granted/)
    const walk = await client.begin('book-in-person')
    expect(codeOf(await walk.tell({ act: 'valid' }))).toBe('appointment.not-needed')
  })

  test('an expired document ends it with words instead of a number', async () => {
    const { at, client } = await citizenAtHome()
    const walk = await client.begin('book-in-person')
    await walk.pass({ act: 'expired' })
    expect(walk.state).toMatchObject({ status: 'done', result: { page: 'renew-document-first' } })
    const { reader } = at.hall.foundation.database
    expect(await reader.all('SELECT number FROM appointments')).toEqual([])
  })
})
