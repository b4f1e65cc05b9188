import { beforeEach, describe, expect, test } from 'vitest'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'
import { account, cardRead, document } from '../../fixtures/electron/people.ts'

let bench: CounterBench
beforeEach(() => {
  bench = new CounterBench()
})

const kindNow = (): string => bench.view.step.id

describe('finding the account', () => {
  beforeEach(() => bench.begin())

  test('a phone number that nobody has says so, and another can be tried', async () => {
    await bench.answer<'find-account'>({ find: 'phone', value: '10000000009' })
    expect(bench.input<'find-account'>()).toMatchObject({ isAbsent: true, chosenBy: 'phone' })
    expect(bench.view.failure).toBeUndefined()
    await bench.answer<'find-account'>({ find: 'phone', value: ' 10000000001 ' })
    expect(bench.input<'find-account'>()).toMatchObject({ candidate: account })
    expect(bench.input<'find-account'>()).not.toHaveProperty('isAbsent')
  })

  test('a card on the reader is looked up by its number, and its photo is wiped', async () => {
    bench.office.known.set(`document ${document.documentNumber}`, account)
    await bench.answer<'find-account'>({ find: 'card' })
    expect(bench.input<'find-account'>().isReadingCard).toBe(true)
    expect(bench.deviceCalls).toEqual(['request'])
    const read = cardRead()
    await bench.keeper.cardRead(read)
    expect(bench.input<'find-account'>()).toMatchObject({ candidate: account, chosenBy: 'card' })
    expect(read.chipPhoto.every((byte) => byte === 0)).toBe(true)
  })

  test('an appointment opens its account; without a server it says nothing and the clerk is told', async () => {
    bench.office.known.set('appointment 136695976', account)
    await bench.answer<'find-account'>({ find: 'appointment', value: '136695976' })
    expect(bench.input<'find-account'>()).toMatchObject({ candidate: account, chosenBy: 'appointment' })
    bench.office.isOnline = false
    await bench.answer<'find-account'>({ find: 'appointment', value: '136695976' }).catch(() => undefined)
    expect(bench.view.failure?.code).toBe('server.unreachable')
    expect(kindNow()).toBe('find-account')
  })

  test('the code of an appointment that is scanned opens its account, whatever was being typed or read', async () => {
    bench.office.known.set('appointment 136695976', account)
    await bench.answer<'find-account'>({ find: 'card' })
    await bench.scan('136 695 976')
    expect(bench.deviceCalls).toEqual(['request', 'cancel'])
    expect(bench.input<'find-account'>()).toMatchObject({ candidate: account, chosenBy: 'appointment' })
    await bench.answer<'find-account'>({ confirm: true })
    expect(kindNow()).toBe('consent-identity')
  })

  test.each([
    ['https://hall.example/r/7K3M-9QXD-2B4T', 'scan.not-appointment'],
    ['136695977', 'scan.not-appointment'],
    [
      'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<',
      'zone.type-unknown',
    ],
  ])('%s is told as what it is not', async (text, code) => {
    await bench.scan(text)
    expect(bench.view.failure).toEqual({ code })
    expect(kindNow()).toBe('find-account')
  })

  test('the zone of a travel document is scanned for its number only', async () => {
    bench.office.known.set('document H00000001', account)
    await bench.scan('CRCHNH000000010<<<<<<<<<<<<<<<\n0001018M3301018CHN<<<<<<<<<<<0\nZHENGJIAN<<YANGBEN<<<<<<<<<<<<')
    expect(bench.input<'find-account'>()).toMatchObject({ candidate: account, chosenBy: 'card' })
  })

  test('reading can be stopped', async () => {
    await bench.answer<'find-account'>({ find: 'card' })
    await bench.answer<'find-account'>({ stop: true })
    expect(bench.deviceCalls).toEqual(['request', 'cancel'])
    expect(bench.input<'find-account'>()).not.toHaveProperty('isReadingCard')
  })

  test('a clerk who signed in offline goes on with words although the network is back', async () => {
    bench.office.hasSession = false
    await bench.answer<'find-account'>({ find: 'phone', value: '10000000001' })
    expect(bench.view.failure).toBeUndefined()
    expect(bench.input<'find-account'>()).toMatchObject({ isOnline: false, chosenBy: 'phone' })
    await bench.answer<'find-account'>({ confirm: true })
    expect(kindNow()).toBe('consent-identity')
  })

  test.each([
    ['phone', '10000000001', { by: 'phone', phoneNumber: '10000000001' }],
    ['username', 'Demo12', { by: 'username', username: 'Demo12' }],
  ] as const)('offline a %s goes into the record as words', async (find, value, expected) => {
    bench.office.isOnline = false
    await bench.answer<'find-account'>({ find, value })
    expect(bench.input<'find-account'>()).toMatchObject({ isOnline: false, chosenBy: find })
    await bench.answer<'find-account'>({ confirm: true })
    expect(kindNow()).toBe('consent-identity')
    await bench.consent()
    await bench.consent()
    await bench.card()
    await bench.faceConfirmed(0.4)
    await bench.sign()
    await bench.answer<'review'>({ confirm: true })
    await bench.attest()
    const log = bench.office.deposited[0]?.log
    expect(log?.entries[0]?.output).toEqual({ account: expected })
    expect(log?.wasOnline).toBe(false)
  })

  test('offline a card goes into the record as its document', async () => {
    bench.office.isOnline = false
    await bench.answer<'find-account'>({ find: 'card' })
    await bench.keeper.cardRead(cardRead())
    await bench.answer<'find-account'>({ confirm: true })
    expect(kindNow()).toBe('consent-identity')
  })

  test('confirming nothing is refused', async () => {
    await bench.answer<'find-account'>({ confirm: true })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
  })

  test('what is no phone number is refused', async () => {
    await bench.answer<'find-account'>({ find: 'phone', value: '123' })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
  })

  test('going back to it forgets the account chosen before', async () => {
    await bench.find()
    expect(bench.view.canGoBack).toBe(true)
    await bench.keeper.back()
    expect(kindNow()).toBe('find-account')
    await bench.answer<'find-account'>({ confirm: true })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
  })
})

describe('opening an account', () => {
  beforeEach(async () => {
    await bench.begin()
    await bench.answer<'find-account'>({ absent: true })
  })

  test('online it is opened at once', async () => {
    await bench.answer<'open-account'>({ phoneNumber: '10000000002' })
    expect(kindNow()).toBe('consent-identity')
  })

  test('offline the server opens it later', async () => {
    bench.office.isOnline = false
    await bench.answer<'open-account'>({ phoneNumber: '10000000002' })
    expect(kindNow()).toBe('consent-identity')
  })

  test('a phone number that has an account is refused there and then', async () => {
    await bench.answer<'open-account'>({ phoneNumber: '10000000001' })
    expect(bench.view.failure).toEqual({ code: 'account.phone-taken' })
    expect(kindNow()).toBe('open-account')
  })

  test('back leads to the search', async () => {
    await bench.answer<'open-account'>({ back: true })
    expect(kindNow()).toBe('find-account')
  })
})
