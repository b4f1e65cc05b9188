import { describe, expect, test } from 'vitest'
import { callRouteWith, failureOf } from '../../../renderer/shared/call-route.ts'
import { makePhone, type Phone } from '../../../renderer/phone/client/phone.ts'
import { type TabStore, tabStore } from '../../../renderer/phone/client/tab-store.ts'
import { Problem, problemOf } from '../../../sync-server/contract/failure.ts'
import type { OnlineFlowState } from '../../../sync-server/contract/online-flow.ts'

type Asked = readonly [path: string, init: RequestInit]

/** A network that gives these answers one after the other, and what it was asked. */
function networkThat(...answers: (Response | Error)[]): { fetch: typeof globalThis.fetch; asked: Asked[] } {
  const asked: Asked[] = []
  const fetch = (path: string, init: RequestInit): Promise<Response> => {
    asked.push([path, init])
    const answer = answers.shift() ?? new Error('nothing more is answered')
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return { fetch: fetch as typeof globalThis.fetch, asked }
}
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })
const problem = (code: Parameters<typeof problemOf>[0]['code'], more: object = {}): Response => {
  const document = { ...problemOf({ code }), ...more }
  return json(document, document.status)
}
const memory = (): TabStore =>
  tabStore(() => {
    throw new Error('refused')
  })
const NOW = Date.parse('2026-11-22T10:00:00Z')
const session = { token: 'secret', expiresAt: '2026-11-22T12:00:00.000Z' }
const phoneWith = (network: { fetch: typeof globalThis.fetch }, store = memory()): Phone =>
  makePhone({ fetch: network.fetch, store, now: () => NOW })
const codeOf = async (asking: Promise<unknown>): Promise<string> => {
  const error = await asking.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return failureOf(error).code
}

describe('a call', () => {
  test('goes to the address of its route with its parameters, its body and who asks', async () => {
    const network = networkThat(json({ id: 'f' }))
    const call = callRouteWith({ fetch: network.fetch, token: () => 'secret' })
    await call('answerFlow', { params: { flowId: 'a/b' }, body: { step: 's', output: { act: 'submit' } } })
    const [path, init] = network.asked[0]!
    expect([path, init.method]).toEqual(['/v1/flows/a%2Fb/answers', 'POST'])
    expect(init.headers).toMatchObject({ authorization: 'Bearer secret', 'content-type': 'application/json' })
    expect(init.body).toBe('{"step":"s","output":{"act":"submit"}}')
  })
  test('of nobody carries no authorization, and one without a body no type', async () => {
    const network = networkThat(json({ providers: [] }))
    await callRouteWith({ fetch: network.fetch, token: () => undefined })('listThirdParties')
    expect(Object.keys(network.asked[0]![1].headers as object)).toEqual(['accept'])
  })
  test('that answers with nothing resolves with nothing', async () => {
    const network = networkThat(new Response(null, { status: 204 }))
    expect(await callRouteWith({ fetch: network.fetch, token: () => 'x' })('signOut')).toBeUndefined()
  })
  test('tells the code of a problem, with how long to wait and which level would do', async () => {
    const network = networkThat(
      problem('code.too-soon', { retryAfterS: 40 }),
      problem('level.too-low', { requiredLevel: 'L3' }),
    )
    const call = callRouteWith({ fetch: network.fetch, token: () => 'x' })
    await expect(call('listServices')).rejects.toMatchObject({ code: 'code.too-soon', retryAfterS: 40 })
    await expect(call('listServices')).rejects.toMatchObject({ code: 'level.too-low', requiredLevel: 'L3' })
  })
  test.each([
    ['a line that is down', new TypeError('Failed to fetch')],
    ['a page of somebody else’s proxy', new Response('<html>', { status: 502 })],
    ['a code that nobody knows', json({ code: 'made-up' }, 500)],
    ['a busy server', problem('server.busy')],
    ['an answer that breaks off', new Response('{"providers":', { status: 200 })],
  ])('%s is an outage and nobody’s mistake', async (_, answer) => {
    const call = callRouteWith({ fetch: networkThat(answer).fetch, token: () => undefined })
    expect(await codeOf(call('listThirdParties'))).toBe('service.unreachable')
  })
})

describe('the session of a tab', () => {
  test('is there again after a reload, until its time is over', () => {
    const store = memory()
    phoneWith(networkThat(), store).signIn(session)
    expect(phoneWith(networkThat(), store).isSignedIn.value).toBe(true)
    phoneWith(networkThat(), store).signIn({ ...session, expiresAt: '2026-11-22T09:59:59.000Z' })
    expect(phoneWith(networkThat(), store).isSignedIn.value).toBe(false)
  })
  test('is kept in the store of the tab and in no other', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    } as unknown as Storage
    const phone = phoneWith(
      networkThat(),
      tabStore(() => storage),
    )
    phone.signIn(session)
    expect([...kept.keys()]).toEqual(['hall.session'])
    phone.signOut()
    expect([...kept.keys()]).toEqual([])
  })
  test('that the server has ended is forgotten, and whoever needs it is told', async () => {
    const phone = phoneWith(networkThat(problem('session.expired')))
    phone.signIn(session)
    expect(await codeOf(phone.call('listNotices'))).toBe('session.expired')
    expect([phone.isSignedIn.value, phone.timesExpired.value]).toEqual([false, 1])
  })
  test('that began while an old one’s request was under way is not ended by its answer', async () => {
    const phone = phoneWith(networkThat(problem('session.expired')))
    phone.signIn({ ...session, token: 'old' })
    const asking = codeOf(phone.call('listNotices'))
    phone.signIn(session)
    expect(await asking).toBe('session.expired')
    expect([phone.isSignedIn.value, phone.timesExpired.value]).toEqual([true, 0])
  })
  test('stays when only the network is down', async () => {
    const phone = phoneWith(networkThat(new TypeError('offline')))
    phone.signIn(session)
    await codeOf(phone.call('listNotices'))
    expect(phone.isSignedIn.value).toBe(true)
  })
})

describe('following a flow', () => {
  const stateOf = (status: string, revision = 0) => ({ id: 'f', status, revision }) as unknown as OnlineFlowState
  const streamOf = (...pieces: string[]): Response =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
          controller.close()
        },
      }),
    )
  const heard = async (...answers: (Response | Error)[]): Promise<{ states: OnlineFlowState[]; asked: Asked[] }> => {
    const network = networkThat(...answers)
    const phone = phoneWith(network)
    phone.signIn(session)
    const states: OnlineFlowState[] = []
    await phone.follow('f', (state) => states.push(state), new AbortController().signal)
    return { states, asked: network.asked }
  }
  test('tells every state however its events are cut, until the flow has ended', async () => {
    const events = [stateOf('active'), stateOf('active', 1), stateOf('done')].map(
      (state) => `id: 1\ndata: ${JSON.stringify(state)}\n\n`,
    )
    const all = `retry: 2000\n\n:\n\n${events.join('')}`
    const { states, asked } = await heard(streamOf(...(all.match(/[\s\S]{1,7}/g) ?? [])))
    expect(states.map(({ status }) => status)).toEqual(['active', 'active', 'done'])
    expect(asked).toHaveLength(1)
    expect(asked[0]![1].headers).toMatchObject({ authorization: 'Bearer secret', accept: 'text/event-stream' })
  })
  test('looks once where no stream is to be had', async () => {
    const { states, asked } = await heard(new TypeError('no streams here'), json(stateOf('done')))
    expect(states.map(({ status }) => status)).toEqual(['done'])
    expect(asked.map(([path]) => path)).toEqual(['/v1/flows/f/events', '/v1/flows/f'])
  })
  test('ends when the flow is not there any more', async () => {
    const { states } = await heard(problem('flow.gone'))
    expect(states).toEqual([])
  })
})

test('a failure of anything unexpected is the network’s', () => {
  expect(failureOf(new Error('boom'))).toEqual({ code: 'service.unreachable' })
  expect(failureOf(new Problem('code.wrong'))).toEqual({ code: 'code.wrong' })
})
