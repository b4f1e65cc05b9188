import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TerminalBench } from '../../fixtures/electron/terminal-bench.ts'

let bench: TerminalBench
beforeEach(async () => {
  bench = await new TerminalBench().open()
  await bench.call(() => bench.terminal.calls.arrive({}))
})
afterEach(() => bench.close())

const open = (serviceId: string) => bench.call(() => bench.terminal.calls.openService({ serviceId }))
const asked = () => bench.server.arrivals.filter(({ name }) => name === 'openService').length

describe('a service that somebody came for', () => {
  test('of L1 is opened without an account', async () => {
    expect(await open('hall-guide')).toBeUndefined()
    expect(bench.view.wish).toEqual({ serviceId: 'hall-guide', isOpen: true, failure: undefined })
  })

  test('above one’s reach waits through signing in and a way up, and is then opened by itself', async () => {
    await open('housing-fund-balance')
    expect(bench.view.wish).toMatchObject({
      isOpen: false,
      failure: { code: 'level.not-signed-in' },
    })
    await bench.begin('sign-in')
    await bench.submitSignIn()
    expect(bench.view).toMatchObject({ flow: undefined, wish: { isOpen: false, failure: { code: 'level.too-low' } } })
    await bench.begin('set-ethnic-group')
    bench.server.desk.level = 'L2'
    await bench.answer<'set-ethnic-group'>({ act: 'submit', ethnicGroupCode: '01' })
    expect(bench.view).toMatchObject({
      flow: { endPage: 'ethnic-group-set' },
      wish: { isOpen: true, failure: undefined },
    })
    const before = asked()
    await bench.terminal.calls.closeFlow({})
    expect(bench.view).toMatchObject({ flow: undefined, wish: { isOpen: true } })
    expect(asked()).toBe(before)
  })

  test('is given up by leaving it, by 退出, and by whoever goes away', async () => {
    await open('housing-fund-balance')
    await bench.terminal.calls.closeService({})
    expect(bench.view.wish).toBeUndefined()
    await bench.begin('sign-in')
    await bench.submitSignIn()
    expect(bench.view.wish).toBeUndefined()
    await open('housing-fund-balance')
    await bench.terminal.calls.signOut({})
    expect(bench.view.wish).toBeUndefined()
    await open('hall-guide')
    await bench.terminal.calls.leave({})
    expect(bench.view.wish).toBeUndefined()
  })

  test('without a network is nobody’s mistake, and can be asked again', async () => {
    bench.server.next('openService', 'cut')
    await open('hall-guide')
    expect(bench.view.wish).toMatchObject({ isOpen: false, failure: { code: 'service.unreachable' } })
    await open('hall-guide')
    expect(bench.view.wish).toMatchObject({ isOpen: true, failure: undefined })
  })

  test('a session that is over shows itself there, and nothing stays open for who was signed in', async () => {
    await bench.arriveAndSignIn()
    bench.server.desk.level = 'L2'
    await open('housing-fund-balance')
    expect(bench.view.wish).toMatchObject({ isOpen: true })
    bench.server.desk.sessions.clear()
    await open('housing-fund-balance')
    expect(bench.view).toMatchObject({
      account: undefined,
      wish: { isOpen: false, failure: { code: 'level.not-signed-in' } },
    })
  })
})
