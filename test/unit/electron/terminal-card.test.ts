import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cardRead, document } from '../../fixtures/electron/people.ts'
import { TerminalBench, until } from '../../fixtures/electron/terminal-bench.ts'

let bench: TerminalBench
beforeEach(async () => {
  bench = await new TerminalBench().open()
  bench.terminal.begin()
  await bench.call(() => bench.terminal.calls.arrive({}))
})
afterEach(async () => {
  vi.useRealTimers()
  await bench.close()
})
const kind = () => bench.view.flow?.step?.kind
const answers = () => bench.server.arrivals.filter(({ name }) => name === 'answerFlow')

describe('a step that waits for a card', () => {
  test('has one read, sends what the server checks and nothing else, and goes on', async () => {
    await bench.begin('sign-in-by-card')
    expect(bench.reader.asked).toEqual(['request'])
    const read = bench.reader.place()
    await until(() => kind() === 'prove-card-holder')
    const { samId, transcriptDigest, readAt } = read
    const { type, fullName, sex, birthDate, documentNumber, validFrom, validUntil } = document
    const shown = { type, fullName, sex, birthDate, documentNumber, validFrom, validUntil }
    expect(answers().map(({ body }) => body)).toEqual([
      { step: 'sign-in-by-card', output: { act: 'card', card: { document: shown, samId, transcriptDigest, readAt } } },
    ])
    expect(read.chipPhoto.every((byte) => byte === 0)).toBe(true)
  })

  test('nothing of the card ever reaches the page or the log', async () => {
    await bench.begin('sign-in-by-card')
    bench.reader.place()
    await until(() => kind() === 'prove-card-holder')
    const told = JSON.stringify([bench.pushed, bench.log])
    for (const secret of [document.documentNumber, document.fullName]) expect(told).not.toContain(secret)
  })

  test('is answered by the reader alone: what the page makes up is refused', async () => {
    await bench.begin('sign-in-by-card')
    const { samId, transcriptDigest, readAt } = cardRead()
    const { type, fullName, sex, birthDate, documentNumber, validFrom, validUntil } = document
    const made = { type, fullName, sex, birthDate, documentNumber, validFrom, validUntil }
    const card = { document: made, samId, transcriptDigest, readAt }
    expect(await bench.answer<'sign-in-by-card'>({ act: 'card', card })).toEqual({ code: 'request.invalid' })
    expect(answers()).toEqual([])
  })

  test('that is left wants no card any more, and one that is read then is wiped', async () => {
    await bench.begin('sign-in-by-card')
    await bench.call(() => bench.terminal.calls.closeFlow({}))
    expect(bench.reader.asked).toEqual(['request', 'cancel'])
    const late = bench.reader.place()
    await bench.call(() => bench.terminal.calls.leave({}))
    const nobodys = bench.reader.place()
    for (const { chipPhoto } of [late, nobodys]) expect(chipPhoto.every((byte) => byte === 0)).toBe(true)
    expect(answers()).toEqual([])
  })

  test('says why the server did not take a card, and reads again when somebody asks', async () => {
    await bench.begin('sign-in-by-card')
    bench.server.next('answerFlow', 'document.expired')
    bench.reader.place()
    await until(() => bench.view.flow?.failure !== undefined)
    expect(bench.view.flow?.failure).toEqual({ code: 'document.expired' })
    expect(bench.reader.asked).toEqual(['request'])
    await bench.call(() => bench.terminal.calls.readCard({}))
    expect([bench.reader.asked, bench.view.flow?.failure]).toEqual([['request', 'request'], undefined])
    bench.reader.place()
    await until(() => kind() === 'prove-card-holder')
  })

  test('and a step that does not: asking for a card reads none', async () => {
    await bench.begin('sign-in')
    await bench.call(() => bench.terminal.calls.readCard({}))
    expect(bench.reader.asked).toEqual([])
  })
})

test('what the reader does is shown as it happens', () => {
  bench.reader.listener.state({ kind: 'failed', code: 'card.removed' })
  expect(bench.view.reader).toEqual({ kind: 'failed', code: 'card.removed' })
})

test('whoever lays a card down is here', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
  await bench.close()
  bench = await new TerminalBench().open()
  bench.terminal.begin()
  await bench.call(() => bench.terminal.calls.arrive({}))
  vi.advanceTimersByTime(50_000)
  expect(bench.view.idle).toBeDefined()
  bench.reader.listener.state({ kind: 'reading' })
  expect(bench.view.idle).toBeUndefined()
})
