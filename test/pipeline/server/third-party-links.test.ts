import { describe, expect, test } from 'vitest'
import { subjectOf } from '../../../build/sandbox/third-party/people.ts'
import { eraseDue } from '../../../sync-server/accounts/closing.service.ts'
import { routes } from '../../../sync-server/contract/route.ts'
import { isValid } from '../../../sync-server/platform/schema.ts'
import { seedCitizen, setStatus } from '../../fixtures/server/citizens.ts'
import { engines } from '../../fixtures/server/databases.ts'
import { dumpOf, tablesWith } from '../../fixtures/server/dump.ts'
import { codeOf } from '../../fixtures/server/online-client.ts'
import { CitizenBrowser } from '../../fixtures/server/third-party-browser.ts'
import {
  linkedBrowser,
  PERSON,
  signInByPassword,
  thirdPartyHalls,
  ticketOf,
  told,
} from '../../fixtures/server/third-party-hall.ts'

const MINUTE_MS = 60_000
const halls = thirdPartyHalls()

describe.each(engines)('links with third parties on $name', (engine) => {
  const start = async () => halls.start(await engine.fresh())

  test('linking takes no account over: it needs its password or code, just now, in the same browser', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const browser = new CitizenBrowser(hall)
    const ticket = async (): Promise<object> => ({ linkTicket: await ticketOf(browser, 'baidu') })
    const link = async (body: object, client = browser) => codeOf(await client.send('POST', '/v1/account/links', body))
    expect(await link(await ticket()), 'not signed in').toBe('session.expired')
    await signInByPassword(browser, citizen)
    const victim = new CitizenBrowser(hall)
    await victim.start('baidu')
    victim.token = browser.token
    expect(await link(await ticket(), victim), 'a ticket that somebody else sent').toBe('third-party.other-browser')
    for (let n = 0; n < 2; n++) {
      hall.clock.move(8 * MINUTE_MS)
      await browser.send('GET', '/v1/sessions/current')
    }
    expect(await link(await ticket()), 'a session from a while ago').toBe('link.sign-in-again')
    await signInByPassword(browser, citizen)
    const good = await ticket()
    expect(await link(good)).toBeUndefined()
    expect(await link(good), 'once').toBe('third-party.expired')
    browser.token = told(await browser.exchange((await browser.walk('baidu', PERSON)).handoff)).session?.token
    expect(await link({ linkTicket: await ticketOf(browser, 'alipay') }), 'a link makes no further links').toBe(
      'link.sign-in-again',
    )
  })
  test('of two who use the same secret at the same moment one is let in', async () => {
    const hall = await start()
    const browser = await linkedBrowser(hall, await seedCitizen(hall, 1))
    const callback = await browser.decide(await browser.start('wechat'), PERSON)
    const landings = await Promise.all([1, 2, 3, 4].map(() => browser.land(callback)))
    const handoffs = landings.flatMap(({ handoff }) => handoff ?? [])
    expect(handoffs).toHaveLength(1)
    const answers = await Promise.all([1, 2, 3, 4].map(() => browser.exchange(handoffs[0])))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410])
  })
  test('one subject belongs to one account, and an account has one of each provider', async () => {
    const hall = await start()
    const [one, two] = [await seedCitizen(hall, 1), await seedCitizen(hall, 2)]
    const [first, second] = [new CitizenBrowser(hall), new CitizenBrowser(hall)]
    const [a, b] = [await ticketOf(first, 'wechat'), await ticketOf(second, 'wechat')]
    const tickets = [await ticketOf(first, 'wechat', 'wang-lei'), await ticketOf(second, 'wechat', 'wang-lei')]
    await signInByPassword(first, one)
    await signInByPassword(second, two)
    const both = await Promise.all([
      first.send('POST', '/v1/account/links', { linkTicket: a }),
      second.send('POST', '/v1/account/links', { linkTicket: b }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.map(codeOf).filter(Boolean)).toEqual(['link.taken'])
    const [winner, ticket] = both[0]?.status === 200 ? [first, tickets[0]] : [second, tickets[1]]
    expect(codeOf(await winner.send('POST', '/v1/account/links', { linkTicket: ticket }))).toBe('link.provider-taken')
  })
  test('whoever is signed in and shows what belongs to another account stays where they are', async () => {
    const hall = await start()
    await linkedBrowser(hall, await seedCitizen(hall, 1))
    const browser = new CitizenBrowser(hall)
    await signInByPassword(browser, await seedCitizen(hall, 2))
    const { handoff } = await browser.walk('wechat', PERSON)
    expect(codeOf(await browser.exchange(handoff))).toBe('link.taken')
    expect((await browser.send('GET', '/v1/sessions/current')).body).toMatchObject({ method: 'password' })
  })
  test('a link can go, stays gone, and is never the last way in', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const browser = await linkedBrowser(hall, citizen)
    const { database } = hall.foundation
    const remove = async () => codeOf(await browser.send('DELETE', '/v1/account/links/wechat'))
    await database.write(async (tx) => {
      await tx.run('DELETE FROM passwords WHERE account_id = ?', citizen.accountId)
      await tx.run(`DELETE FROM identifiers WHERE account_id = ? AND kind = 'phone'`, citizen.accountId)
    })
    expect(await remove()).toBe('link.only-way')
    const again = told(await browser.exchange((await browser.walk('wechat', PERSON)).handoff))
    expect(again.session, 'it still lets in').toBeDefined()
    const other = await seedCitizen(hall, 2)
    await database.write((tx) =>
      tx.run('UPDATE account_links SET account_id = ? WHERE account_id = ?', other.accountId, citizen.accountId),
    )
    const elsewhere = new CitizenBrowser(hall)
    elsewhere.token = told(await elsewhere.exchange((await elsewhere.walk('wechat', PERSON)).handoff)).session?.token
    const isIn = async () => (await elsewhere.send('GET', '/v1/sessions/current')).status === 200
    await signInByPassword(browser, other)
    expect(await isIn()).toBe(true)
    expect(await remove()).toBeUndefined()
    expect(await isIn(), 'whoever came in by it is out').toBe(false)
    expect((await browser.send('GET', '/v1/sessions/current')).status).toBe(200)
    expect(await remove(), 'repeating changes nothing').toBeUndefined()
    const stranger = told(await browser.exchange((await browser.walk('wechat', PERSON)).handoff))
    expect(stranger.linkTicket).toBeDefined()
    const lines = await database.reader.all<{ action: string }>(
      `SELECT action FROM audit WHERE action LIKE 'account.%linked'`,
    )
    expect(lines.map(({ action }) => action).sort()).toEqual(['account.linked', 'account.unlinked'])
  })
  test('a frozen account stays shut; a closing one asks first; an erased one has forgotten its links', async () => {
    const hall = await start()
    const citizen = await seedCitizen(hall, 1)
    const browser = await linkedBrowser(hall, citizen)
    const again = async () => browser.exchange((await browser.walk('wechat', PERSON)).handoff)
    await setStatus(hall, citizen.accountId, 'frozen')
    expect(codeOf(await again())).toBe('account.frozen')
    const later = new Date(hall.clock.now().getTime() + 60 * MINUTE_MS).toISOString()
    await setStatus(hall, citizen.accountId, 'closing', later)
    const { restoreTicket, session } = told(await again())
    expect([session, restoreTicket]).toEqual([undefined, expect.any(String)])
    const restored = await browser.send('POST', '/v1/third-party/restorations', { restoreTicket })
    expect(isValid(routes.restoreByThirdParty.reply, restored.body)).toBe(true)
    expect(told(await again()).session, 'it is open again').toBeDefined()
    await setStatus(hall, citizen.accountId, 'closing', new Date(hall.clock.now().getTime() - 1).toISOString())
    expect(told(await again()).linkTicket, 'its time has come').toBeDefined()
    await eraseDue(hall.foundation)
    const { reader } = hall.foundation.database
    expect(await reader.all('SELECT provider FROM account_links')).toEqual([])
  })
  test('who somebody is at a third party is readable nowhere in the database', async () => {
    const hall = await start()
    await linkedBrowser(hall, await seedCitizen(hall, 1), 'national-platform')
    const dump = await dumpOf(hall.foundation.database.reader)
    const subject = subjectOf('national-platform', { id: PERSON, name: '' })
    for (const word of [subject, '陈静', '**例']) expect(tablesWith(dump, word), word).toEqual([])
    expect(tablesWith(dump, 'national-platform')).toContain('account_links')
  })
})
