import { afterEach, describe, expect, test } from 'vitest'
import { quickPasswords, seedCitizen, signInCitizen } from '../../fixtures/server/citizens.ts'
import { engines, freshFolder } from '../../fixtures/server/databases.ts'
import { codeOf, OnlineClient } from '../../fixtures/server/online-client.ts'
import { codeIn, errandOf, followRun, Phone, type Stream } from '../../fixtures/server/qr.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

let servers: TestServer[] = []
let streams: Stream[] = []
afterEach(async () => {
  for (const stream of streams) stream.close()
  for (const server of servers) await server.close()
  servers = []
  streams = []
})

const stateOf = (state: Awaited<ReturnType<Stream['next']>>): unknown => state && errandOf(state)?.state

describe.each(engines)('following a flow on $name', ({ fresh }) => {
  const start = async (environment: Record<string, string>, options = {}) => {
    const hall = await startTestServer(environment, { passwords: quickPasswords(), ...options })
    servers.push(hall)
    return hall
  }
  const begin = async (options = {}) => {
    const hall = await start(await fresh(), options)
    const kiosk = await hall.kiosk()
    const walk = await new OnlineClient(hall, kiosk).begin('sign-in-by-qr')
    return { hall, kiosk, walk, code: codeIn(errandOf(walk.state)) }
  }
  const follow = async (...of: Parameters<typeof followRun>) => {
    const stream = await followRun(...of)
    streams.push(stream)
    return stream
  }

  test('every step of the phone arrives as the whole state, and the stream ends with the flow', async () => {
    const { hall, walk, code } = await begin()
    const stream = await follow(walk)
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream')
    expect(stream.response.headers.get('cache-control')).toBe('no-store')
    expect(await stream.next(), 'how it stands now').toEqual(walk.state)
    const phone = new Phone(hall, await signInCitizen(hall, await seedCitizen(hall, 1)))
    await phone.scan(code)
    const scanned = await stream.next()
    expect(stateOf(scanned)).toBe('scanned')
    await phone.confirm(errandOf(scanned!).matchNumber ?? '')
    const confirmed = await stream.next()
    expect(confirmed).toEqual(await walk.look())
    expect(stateOf(confirmed)).toBe('confirmed')
    await walk.pass({ act: 'collect' })
    expect(await stream.next()).toMatchObject({ status: 'done' })
    expect(await stream.next(), 'the end').toBeUndefined()
  })
  test('a code that expires says so by itself, and so does a kiosk that leaves', async () => {
    const { hall, walk } = await begin()
    const stream = await follow(walk)
    await stream.next()
    hall.clock.move(121_000)
    expect(stateOf(await stream.next())).toBe('expired')
    await walk.pass({ act: 'refresh' })
    expect(stateOf(await stream.next())).toBe('waiting')
    await walk.client.send('DELETE', walk.path)
    expect(await stream.next()).toBeUndefined()
  })
  test('a stranger is refused: another kiosk, no kiosk, and the id of no run', async () => {
    const { hall, walk } = await begin()
    for (const kiosk of [await hall.kiosk(), undefined]) {
      const path = `${walk.path}/events`
      expect(codeOf(await new OnlineClient(hall, kiosk).send('GET', path))).toBe('flow.gone')
    }
    expect(codeOf(await new OnlineClient(hall).send('GET', '/v1/flows/unknown/events'))).toBe('flow.gone')
  })
  test("a flow of a citizen's is not told to whoever is signed out", async () => {
    const { hall } = await begin()
    const client = await signInCitizen(hall, await seedCitizen(hall, 1))
    const walk = await client.begin('bind-email')
    const stream = await follow(walk)
    expect(await stream.next()).toEqual(walk.state)
    await client.send('DELETE', '/v1/sessions/current')
    expect(codeOf(await client.send('POST', `${walk.path}/back`, { step: walk.step }))).toBe('session.expired')
    expect(await stream.next()).toBeUndefined()
  })
  test('one stream a flow: whoever comes back takes the place of a line that hangs', async () => {
    const { walk } = await begin()
    const former = await follow(walk)
    await former.next()
    const latter = await follow(walk)
    expect(await latter.next()).toEqual(walk.state)
    expect(await former.next()).toBeUndefined()
  })
  test('a caller has so many streams; another caller has its own', async () => {
    const { hall, kiosk, walk } = await begin({ mostStreams: 2 })
    await follow(walk)
    await follow(await new OnlineClient(hall, kiosk).begin('sign-in-by-qr'))
    const third = await new OnlineClient(hall, kiosk).begin('sign-in-by-qr')
    expect((await follow(third)).response.status).toBe(503)
    const elsewhere = await new OnlineClient(hall, await hall.kiosk()).begin('sign-in-by-qr')
    expect((await follow(elsewhere)).response.status).toBe(200)
    streams[0]?.close()
    await expect.poll(async () => (await follow(third)).response.status).toBe(200)
  })
  test('what a phone does at another server process reaches the kiosk at this one', async () => {
    const environment = { ...(await fresh()), HALL_DATA: freshFolder() }
    const [here, there] = [await start(environment), await start(environment)]
    const walk = await new OnlineClient(here, await here.kiosk()).begin('sign-in-by-qr')
    const stream = await follow(walk)
    await stream.next()
    const phone = new Phone(there)
    await phone.scan(codeIn(errandOf(walk.state)))
    expect(stateOf(await stream.next())).toBe('scanned')
    await phone.ask('cancel')
    expect(stateOf(await stream.next())).toBe('cancelled')
  })
})
