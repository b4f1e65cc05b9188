import { afterEach, describe, expect, test } from 'vitest'
import { seedCitizen } from '../../fixtures/server/citizens.ts'
import { engines, freshFolder } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient } from '../../fixtures/server/online-client.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let running: TestServer[] = []
afterEach(async () => {
  for (const server of running) await server.close()
  running = []
})

/** A client whose every request goes to the other server than the one before. */
function clientOfBoth([a, b]: TestServer[]): OnlineClient {
  let asked = 0
  return new OnlineClient({
    clock: a!.clock,
    get url() {
      return (asked++ % 2 ? a : b)!.url
    },
  })
}

describe.each(engines)('two servers on $name', ({ fresh }) => {
  const startTwo = async () => {
    const environment = { ...(await fresh()), HALL_DATA: freshFolder() }
    for (const _server of [1, 2]) running.push(await startTestServer(environment))
    return running
  }

  test('serve one citizen in turn: captcha, code, session and what the sandbox shows', async () => {
    const servers = await startTwo()
    const citizen = await seedCitizen(servers[0]!, 1)
    const client = clientOfBoth(servers)
    const walk = await client.begin('sign-in-by-sms')
    expect((await walk.askForCode(citizen.phoneNumber)).status).toBe(200)
    const inboxes = [await client.inbox(citizen.phoneNumber), await client.inbox(citizen.phoneNumber)]
    expect(inboxes[0]).toHaveLength(1)
    expect(inboxes[1]).toEqual(inboxes[0])
    const smsCode = inboxes[0]?.[0]?.code ?? ''
    await walk.pass({ act: 'submit', phoneNumber: citizen.phoneNumber, smsCode })
    client.token = walk.state.result?.session?.token
    for (const _request of [1, 2]) expect((await client.send('GET', '/v1/account')).status).toBe(200)
  })
  test('count the same pause: what one has sent the other does not send again', async () => {
    const servers = await startTwo()
    const citizen = await seedCitizen(servers[0]!, 1)
    const [here, there] = servers.map((server) => new OnlineClient(server))
    expect((await (await here!.begin('sign-in-by-sms')).askForCode(citizen.phoneNumber)).status).toBe(200)
    const second = await (await there!.begin('sign-in-by-sms')).askForCode(citizen.phoneNumber)
    expect([second.status, codeOf(second)]).toEqual([429, 'code.too-soon'])
    expect(await there!.inbox(citizen.phoneNumber)).toHaveLength(1)
  })
  test('the inbox of somebody else, an unknown captcha and a broken question tell nothing', async () => {
    const [server] = await startTwo()
    const get = async (path: string) => {
      const response = await fetch(`${server!.url}/sandbox/${path}`)
      return [response.status, ((await response.json()) as { code?: string }).code]
    }
    expect(await get('inbox?to=10000009998')).toEqual([200, undefined])
    expect(await get('inbox')).toEqual([400, 'request.invalid'])
    expect(await get('inbox?to=%00')).toEqual([400, 'request.invalid'])
    expect(await get('captcha/unknown')).toEqual([422, 'captcha.expired'])
    expect(await get('captcha/%00')).toEqual([400, 'request.invalid'])
    expect((await fetch(`${server!.url}/r/%00`)).status, 'the page behind a receipt').toBe(400)
  })
})
