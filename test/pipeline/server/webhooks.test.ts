import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { WebhookBody, WebhookDelivery } from '../../../sync-server/contract/webhook.ts'
import { contentDigest, isSigned } from '../../../sync-server/platform/http/message-signature.ts'
import { settingsOf } from '../../../sync-server/platform/settings.ts'
import {
  deliverEvents,
  deliveryComponents,
  MOST_TRIES,
} from '../../../sync-server/webhooks/webhook-delivery.service.ts'
import { withdrawIdentity } from '../../../sync-server/accounts/identity.service.ts'
import { giveNotice } from '../../../sync-server/notices/notices.service.ts'
import { closeAccount, eraseDue } from '../../../sync-server/accounts/closing.service.ts'
import { quickPasswords, seedCitizen, setStatus } from '../../fixtures/server/citizens.ts'
import { openConsole } from '../../fixtures/server/console-client.ts'
import { engines, freshFolder } from '../../fixtures/server/databases.ts'
import { type GatewayRequest, type HttpGateway, startHttpGateway } from '../../fixtures/server/http-gateway.ts'
import { codeOf, type OnlineClient } from '../../fixtures/server/online-client.ts'
import { secretFile } from '../../fixtures/server/production.ts'
import { startTestServer, type TestServer } from '../../fixtures/server/test-server.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

/** A system that takes what it is told once, however often it is told. */
interface ReceiverWorld {
  readonly gateway: HttpGateway
  status: number | undefined
  /** What the events did there, by their idempotency key. */
  readonly effects: Map<string, WebhookBody>
}

async function startReceiver(): Promise<ReceiverWorld> {
  const effects = new Map<string, WebhookBody>()
  const world = { status: 204 as number | undefined, effects }
  const gateway = await startHttpGateway(({ headers, body }) => {
    if (world.status === undefined) return undefined
    const key = headers['idempotency-key'] ?? ''
    if (!effects.has(key)) effects.set(key, JSON.parse(body) as WebhookBody)
    return { status: world.status, body: {} }
  })
  open.push(gateway)
  return Object.assign(world, { gateway })
}

/** What the server's own worker, which looks every second, will have done. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 })

const pairOf = () => generateKeyPairSync('ed25519')

describe.each(engines)('events for other systems on $name', ({ fresh }) => {
  const key = pairOf()
  const started = async (receivers: Record<string, { world: ReceiverWorld; kinds?: string[] }>) => {
    const folder = freshFolder()
    const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const keyFile = secretFile(folder, 'webhooks.pem', pem)
    const rows = Object.entries(receivers).map(([name, { world, kinds }]) => {
      const url = new URL('/events', world.gateway.url).href
      return [name, { url, keyId: 'hall-events', keyFile, timeoutMs: 300, ...(kinds ? { kinds } : {}) }]
    })
    const HALL_WEBHOOKS = secretFile(folder, 'webhooks.json', JSON.stringify(Object.fromEntries(rows)))
    const environment = { ...(await fresh()), HALL_DATA: join(folder, 'data'), HALL_WEBHOOKS }
    const hall = await startTestServer(environment, { passwords: quickPasswords() })
    open.push(hall)
    const parts = { ...hall.foundation, webhooks: settingsOf(environment).webhooks }
    return { hall, parts, client: await openConsole(hall) }
  }
  const freeze = (client: OnlineClient, accountId: string) =>
    client.send('POST', `/v1/admin/accounts/${accountId}/freezing`, { reason: 'phone-lost' })
  const deliveries = async (client: OnlineClient) =>
    ((await client.send('GET', '/v1/admin/webhooks')).body as { deliveries: WebhookDelivery[] }).deliveries

  test('an event is signed, says whose by a name that only this receiver knows, and holds nothing of the person', async () => {
    const [first, second] = [await startReceiver(), await startReceiver()]
    const { hall, client } = await started({ portal: { world: first }, archive: { world: second } })
    const citizen = await seedCitizen(hall, 1)
    await freeze(client, citizen.accountId)
    await eventually(() => [first.effects.size, second.effects.size]).toEqual([1, 1])
    const [[told], [other]] = [[...first.effects.values()], [...second.effects.values()]]
    expect(told).toMatchObject({ kind: 'account.frozen', eventId: other?.eventId })
    expect(told?.subject).not.toBe(other?.subject)
    const text = JSON.stringify(first.gateway.requests)
    for (const secret of [citizen.accountId, citizen.phoneNumber, citizen.username, citizen.documentNumber])
      expect(text).not.toContain(secret)
    const [request] = first.gateway.requests
    expect(isOurs(request!, first.gateway, createPublicKey(key.privateKey))).toBe(true)
    expect(
      isOurs(
        { ...request!, body: request!.body.replace('frozen', 'closed') },
        first.gateway,
        createPublicKey(key.privateKey),
      ),
    ).toBe(false)
    expect(isOurs(request!, first.gateway, createPublicKey(pairOf().privateKey))).toBe(false)
  })

  test('a receiver is told only what it asked for; the same account has the same name each time', async () => {
    const world = await startReceiver()
    const { hall, client } = await started({ portal: { world, kinds: ['account.frozen', 'account.closed'] } })
    const citizen = await seedCitizen(hall, 1)
    await freeze(client, citizen.accountId)
    await client.send('POST', `/v1/admin/accounts/${citizen.accountId}/unfreezing`, { reason: 'owner-asks' })
    await setStatus(hall, citizen.accountId, 'closing', '2020-01-01T00:00:00.000Z')
    expect(await eraseDue(hall.foundation)).toBe(1)
    await eventually(() => [...world.effects.values()].map(({ kind }) => kind).sort()).toEqual([
      'account.closed',
      'account.frozen',
    ])
    expect(new Set([...world.effects.values()].map(({ subject }) => subject)).size).toBe(1)
  })

  test('an account without a cooling-off is told of when its owner closes it', async () => {
    const world = await startReceiver()
    const { hall } = await started({ portal: { world, kinds: ['account.closed'] } })
    const { accountId } = await seedCitizen(hall, 1)
    const caller = { kiosk: undefined, citizen: undefined, network: '127.0.0.1' }
    const { database } = hall.foundation
    await database.write((tx) => closeAccount(tx, hall.foundation, { caller, accountId, coolingOffDays: 0 }))
    await eventually(() => [...world.effects.values()].map(({ kind }) => kind)).toEqual(['account.closed'])
  })

  test('an identity that was lost is told of under its own name; what comes after is somebody else’s', async () => {
    const world = await startReceiver()
    const { hall, client } = await started({ portal: { world } })
    const { accountId } = await seedCitizen(hall, 1)
    await freeze(client, accountId)
    await client.send('POST', `/v1/admin/accounts/${accountId}/unfreezing`, { reason: 'owner-asks' })
    await hall.foundation.database.write(async (tx) => {
      await withdrawIdentity(tx, hall.foundation, { accountId, reason: 'unbind' })
      await giveNotice(tx, hall.foundation, { accountId, kind: 'document-unbound' })
    })
    await freeze(client, accountId)
    await eventually(() => world.effects.size).toBe(5)
    const told = [...world.effects.values()].sort((a, b) => a.at.localeCompare(b.at))
    const of = (kind: string) => told.filter((event) => event.kind === kind)
    const [before, after] = of('account.frozen').map(({ subject }) => subject)
    expect(of('document.unbound')).toMatchObject([{ subject: before }])
    expect(of('account.level-changed')).toMatchObject([{ subject: before }])
    expect(after).not.toBe(before)
  })

  test('a receiver that took an event and whose answer was lost is told again, with one effect', async () => {
    const world = await startReceiver()
    const { hall, parts, client } = await started({ portal: { world } })
    world.status = 500 // the work is done there, the answer says otherwise
    await freeze(client, (await seedCitizen(hall, 1)).accountId)
    await eventually(() => world.gateway.requests.length).toBe(1)
    await eventually(async () => (await deliveries(client))[0]).toMatchObject({
      state: 'waiting',
      tries: 1,
      lastStatus: 500,
    })
    world.status = 204
    hall.clock.move(31_000)
    await Promise.all([deliverEvents(parts), deliverEvents(parts), deliverEvents(parts)])
    await eventually(async () => (await deliveries(client))[0]).toMatchObject({
      state: 'delivered',
      tries: 2,
      lastStatus: 204,
    })
    expect([world.gateway.requests.length, world.effects.size]).toEqual([2, 1])
  })

  test('one that never answers is tried with growing pauses, parked, shown, and tried again when told; others are not held up', async () => {
    const [dead, alive] = [await startReceiver(), await startReceiver()]
    const { hall, parts, client } = await started({ dead: { world: dead }, alive: { world: alive } })
    dead.status = undefined
    await freeze(client, (await seedCitizen(hall, 1)).accountId)
    await eventually(() => alive.effects.size).toBe(1)
    for (let n = 1; n <= MOST_TRIES; n++) {
      await eventually(() => dead.gateway.requests.length).toBe(n)
      await eventually(async () => (await ofDead(client))?.lastStatus).toBe(0)
      hall.clock.move(60 * 60_000 + 1000)
      await client.send('DELETE', '/v1/admin/sessions/current')
      client.token = (await openConsole(hall)).token
      await deliverEvents(parts)
    }
    expect(await ofDead(client)).toMatchObject({ state: 'parked', tries: MOST_TRIES })
    const resend = (receiver: string, eventId: string) =>
      client.send('POST', `/v1/admin/webhooks/${receiver}/${eventId}/sending`)
    const { eventId } = (await ofDead(client))!
    expect(codeOf(await resend('nobody', eventId))).toBe('webhook.unknown')
    dead.status = 200
    expect((await resend('dead', eventId)).status).toBe(204)
    await eventually(async () => (await ofDead(client))?.state).toBe('delivered')
    expect(dead.effects.size).toBe(1)
  })

  test('an event of a change that was undone is never told', async () => {
    const world = await startReceiver()
    const { hall, parts, client } = await started({ portal: { world } })
    const { accountId } = await seedCitizen(hall, 1)
    await setStatus(hall, accountId, 'deregistered')
    expect(codeOf(await freeze(client, accountId))).toBe('account.deregistered')
    await deliverEvents(parts)
    expect([world.gateway.requests.length, await deliveries(client)]).toEqual([0, []])
  })

  const ofDead = async (client: OnlineClient) => (await deliveries(client)).find(({ receiver }) => receiver === 'dead')
})

function isOurs(request: GatewayRequest, { url }: HttpGateway, publicKey: KeyObject): boolean {
  const { headers, body } = request
  const target = new URL('/events', url)
  const components = deliveryComponents(target, contentDigest(body), headers['idempotency-key'] ?? '')
  return isSigned(
    components,
    { input: headers['signature-input'] ?? '', signature: headers['signature'] ?? '' },
    publicKey,
  )
}

test('without receivers events are forgotten, not collected', async () => {
  const hall: TestServer = await startTestServer({}, { passwords: quickPasswords() })
  open.push(hall)
  const client = await openConsole(hall)
  await client.send('POST', `/v1/admin/accounts/${(await seedCitizen(hall, 1)).accountId}/freezing`, {
    reason: 'fraud',
  })
  await deliverEvents({ ...hall.foundation, webhooks: {} })
  const { reader } = hall.foundation.database
  expect(await reader.get('SELECT COUNT(*) AS count FROM webhook_events')).toEqual({ count: 0 })
  expect(await reader.get('SELECT COUNT(*) AS count FROM webhook_deliveries')).toEqual({ count: 0 })
})
