import { beforeEach, describe, expect, test } from 'vitest'
import { documentSourceOf, evidenceOf } from '../../../sync-server/contract/evidence.ts'
import { type OutputOf, outcomesOf, replay, verifyInPerson } from '../../../sync-server/contract/flow/index.ts'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'
import { cardRead } from '../../fixtures/electron/people.ts'

const PERMIT = 'CRCHNH000000010<<<<<<<<<<<<<<<\r0001018M3301018CHN<<<<<<<<<<<0\rZHENGJIAN<<YANGBEN<<<<<<<<<<<<\r'
const PASSPORT = 'POCHNZHENGJIAN<<YANGBEN<<<<<<<<<<<<<<<<<<<<<\rE000000008CHN0001018F3001019NGKELMPONBPJ<<30'
const EXIT_PERMIT = 'CSC000000004<3301018<0001018<0\nNGKELMPONBPJZHENGJIAN<<YANGBEN\nF<<<<<<<BEI<<<<<<<<<<<<<<<<<<<'
const typed = {
  type: 'taiwan-mainland-travel-permit',
  fullName: ' 证件样本 ',
  sex: 'female',
  birthDate: '1990-01-01',
  documentNumber: '0000 0001',
  validFrom: '2024-01-01',
  validUntil: '2029-01-01',
} as const

let bench: CounterBench
beforeEach(async () => {
  bench = new CounterBench()
  await bench.toCard()
})
const travel = () => bench.input<'read-card'>().travel
const kindNow = (): string => bench.view.step.id

async function toTheEnd(): Promise<void> {
  await bench.byEye()
  await bench.approve()
  await bench.sign()
  await bench.answer<'review'>({ confirm: true })
  await bench.attest()
}

function sealed() {
  const [deposited] = bench.office.deposited
  if (!deposited) throw new Error('nothing was sealed')
  const { entries } = deposited.log
  const read = entries.find(({ step }) => step === 'read-card')
  return {
    attachments: deposited.attachments.map(({ name }) => name),
    isWhole: 'state' in replay({ flow: verifyInPerson, outcomesOf }, entries),
    kinds: evidenceOf(verifyInPerson, entries).map(({ kind }) => kind),
    source: documentSourceOf(verifyInPerson, entries),
    output: read?.output as OutputOf<'read-card'>,
  }
}

describe('a zone', () => {
  test('that comes while a card is waited for is shown, and no card is waited for any more', async () => {
    await bench.scan(PERMIT)
    expect(travel()).toMatchObject({ isTyped: false, zone: { documentNumber: 'H00000001', sex: 'male' } })
    expect(bench.deviceCalls.at(-1)).toBe('cancel')
  })

  test('completed from the face goes to two people and is sealed with its lines', async () => {
    await bench.scan(PERMIT, 'keyboard')
    await bench.answer<'read-card'>({ complete: { fullName: '证件样本', validFrom: '2023-01-01' } })
    expect(bench.input<'compare-by-eye'>()).toMatchObject({
      reason: 'document-without-chip',
      read: { hasDecodablePhoto: false, document: { fullName: '证件样本' } },
    })
    await bench.byEye()
    await bench.approve()
    await bench.sign()
    expect(bench.input<'review'>()).toMatchObject({ source: 'zone', holderCheck: 'two-person' })
    await bench.answer<'review'>({ confirm: true })
    await bench.attest()
    const { isWhole, kinds, attachments, output, source } = sealed()
    expect(isWhole).toBe(true)
    expect(source).toBe('zone')
    expect(kinds).toContain('document-zone')
    expect(kinds).not.toContain('document-chip')
    expect(attachments).toEqual(['signature'])
    expect(output).toMatchObject({ by: 'keyboard', zone: PERMIT.trim().split('\r') })
  })

  test('names what it misses: a day that is wrong stays on the step', async () => {
    await bench.scan(PERMIT)
    await bench.answer<'read-card'>({ complete: { fullName: '证件样本', validFrom: '2027-01-01' } })
    expect(bench.view.failure).toEqual({ code: 'document.not-yet-valid' })
    expect(travel()?.zone).toBeDefined()
  })

  test('that holds a name is not completed by another one', async () => {
    await bench.scan(PASSPORT)
    await bench.answer<'read-card'>({ complete: { fullName: '别人', validFrom: '2020-01-01' } })
    expect(bench.view.failure).toEqual({ code: 'evidence.zone-differs' })
    await bench.answer<'read-card'>({ complete: { fullName: '证件样本', validFrom: '2020-01-01' } })
    expect(kindNow()).toBe('compare-by-eye')
  })

  test.each([
    ['a permit of mainland residents', EXIT_PERMIT, 'zone.exit-permit'],
    [
      'a card of another country',
      'I<UTOD231458907<<<<<<<<<<<<<<<\r7408122F1204159UTO<<<<<<<<<<<6\rERIKSSON<<ANNA<MARIA<<<<<<<<<<',
      'zone.type-unknown',
    ],
    ['a wrong check digit', PERMIT.replace('3301018', '3301019'), 'zone.unread'],
  ])('of %s is refused in words of its own', async (_what, text, fault) => {
    await bench.scan(text)
    expect(travel()).toEqual({ isTyped: false, fault })
    await bench.answer<'read-card'>({ complete: { fullName: '证件样本', validFrom: '2020-01-01' } })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
  })

  test('is dropped while no step reads a document, and a code is no zone', async () => {
    await bench.scan('QUEUE-TICKET-0001')
    expect(travel()).toBeUndefined()
    await bench.card()
    await bench.scan(PERMIT)
    expect(kindNow()).toBe('capture-face')
    expect(bench.view.failure).toBeUndefined()
  })
})

describe('a document that is typed', () => {
  test('is sealed as typed, whatever was tried before, and is no evidence of a chip', async () => {
    await bench.scan(PERMIT.replace('3301018', '3301019'))
    await bench.answer<'read-card'>({ way: 'typed' })
    expect(travel()).toEqual({ isTyped: true })
    await bench.answer<'read-card'>({ typed })
    expect(bench.input<'compare-by-eye'>().reason).toBe('document-typed')
    await toTheEnd()
    const { kinds, output, source } = sealed()
    expect(source).toBe('typed')
    expect(kinds).toContain('document-typed')
    expect(kinds).not.toContain('document-chip')
    expect(output).toMatchObject({
      why: 'zone-not-readable',
      document: { documentNumber: '00000001', fullName: '证件样本' },
    })
  })

  test('without a try by machine says so', async () => {
    await bench.answer<'read-card'>({ way: 'travel' })
    await bench.answer<'read-card'>({ way: 'typed' })
    await bench.answer<'read-card'>({ typed })
    await toTheEnd()
    expect(sealed().output).toMatchObject({ why: 'not-scanned' })
  })

  test.each([
    [{ documentNumber: 'H00000001' }, 'document.number-invalid'],
    [{ validUntil: '2025-01-01' }, 'document.expired'],
    [{ birthDate: '2030-01-01' }, 'document.date-invalid'],
  ])('with %o goes nowhere', async (change, code) => {
    await bench.answer<'read-card'>({ way: 'typed' })
    await bench.answer<'read-card'>({ typed: { ...typed, ...change } })
    expect(bench.view.failure).toEqual({ code })
    expect(kindNow()).toBe('read-card')
  })

  test('cannot be an identity card', async () => {
    await bench.answer<'read-card'>({ way: 'typed' })
    await bench.answer<'read-card'>({ typed: { ...typed, type: 'resident-id-card' as never } })
    expect(bench.view.failure).toEqual({ code: 'request.invalid' })
  })
})

test('turning back asks for a card again, and a card that comes takes the place of what was scanned', async () => {
  await bench.scan(PERMIT)
  await bench.answer<'read-card'>({ way: 'chip' })
  expect(travel()).toBeUndefined()
  expect(bench.deviceCalls.at(-1)).toBe('request')
  await bench.scan(PERMIT)
  await bench.keeper.cardRead(cardRead())
  expect(travel()).toBeUndefined()
  await bench.answer<'read-card'>({ confirm: true })
  expect(kindNow()).toBe('capture-face')
})
