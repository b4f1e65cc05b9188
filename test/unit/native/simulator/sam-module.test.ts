import { beforeEach, describe, expect, test } from 'vitest'
import { decodeRecordedRead } from '../../../../native/drivers/recorded-read.ts'
import { cardOf, people } from '../../../../native/simulator/people.ts'
import { SamModule } from '../../../../native/simulator/sam-module.ts'
import { fixture, hex, toHex } from '../support/bytes.ts'

interface Frames {
  readonly requests: readonly { name: string; hex: string }[]
  readonly responses: readonly { name: string; hex: string }[]
}

const { requests, responses } = fixture<Frames>('sam-frames')
const answer = (name: string): string => responses.find((each) => each.name === name)!.hex

let module: SamModule
beforeEach(() => {
  module = new SamModule()
})

const ask = (name: string): string => toHex(module.answer(hex(requests.find((each) => each.name === name)!.hex)))
const place = (id: string): void => module.place(cardOf(people.find((each) => each.id === id)!))
const select = (): string[] => [ask('findCard'), ask('selectCard')]

describe('without a card', () => {
  test('it answers as recorded', () => {
    expect(ask('samStatus')).toBe(answer('genericOk'))
    expect(ask('resetSam')).toBe(answer('genericOk'))
    expect(ask('readSamId')).toBe(answer('samIdOk_1'))
    expect(ask('findCard')).toBe(answer('noCard_find80'))
    expect(ask('selectCard')).toBe(answer('select81'))
    expect(ask('readTextPhoto')).toBe(answer('read41'))
    expect(ask('readNewAddress')).toBe(answer('read41'))
    expect(ask('readCardManagementNo')).toBe(answer('read41'))
  })

  test.each(['setUart115200', 'setUart57600', 'setUart38400', 'setUart19200', 'setUart9600', 'setMaxRfByte80'])(
    '%s is accepted',
    (name) => expect(ask(name)).toBe(answer('genericOk')),
  )

  test('a wrong check byte, a wrong length and an unknown command have their own answers', () => {
    expect(toHex(module.answer(hex('AAAAAA96690003200121')))).toBe(answer('err_10'))
    expect(toHex(module.answer(hex('AAAAAA966900022022')))).toBe(answer('err_11'))
    expect(toHex(module.answer(hex('AAAAAA9669000377FF8B')))).toBe(answer('err_21'))
  })

  test('a broken module answers everything with its breakage', () => {
    module.breakage = 0x60
    expect([ask('samStatus'), ask('findCard')]).toEqual([answer('err_60'), answer('err_60')])
  })
})

describe('with a card', () => {
  test('find, select and read come in this order and no other', () => {
    place('rare-name')
    expect(ask('selectCard')).toBe(answer('select81'))
    expect(ask('readTextPhoto')).toBe(answer('read41'))
    expect(select()).toEqual([answer('findCardOk'), answer('selectCardOk')])
    expect(ask('readTextPhoto')).toHaveLength(2 * 1295)
  })

  test('after a read it hides from find until it was lifted, and can still be read', () => {
    place('rare-name')
    select()
    ask('readTextPhoto')
    expect(ask('findCard')).toBe(answer('noCard_find80'))
    expect(ask('readTextPhoto')).toHaveLength(2 * 1295)
    place('rare-name')
    expect(ask('findCard')).toBe(answer('findCardOk'))
  })

  test.each([
    ['fingerprints', 2321],
    ['rare-name', 1297],
  ])('with fingerprints %s answers %i bytes', (id, bytes) => {
    place(id)
    select()
    expect(ask('readTextPhotoFinger')).toHaveLength(2 * bytes)
  })

  test('an appended address is answered, or that there is none', () => {
    place('new-address')
    select()
    expect(ask('readNewAddress')).toHaveLength(2 * 81)
    place('rare-name')
    select()
    expect(ask('readNewAddress')).toBe(answer('noContent91'))
  })

  test('a bank card cannot be selected, a damaged chip not read', () => {
    place('bank-card')
    expect(select()[1]).toBe(answer('err_40'))
    place('damaged-chip')
    expect(select()[1]).toBe(answer('selectCardOk'))
    expect(ask('readTextPhoto')).toBe(answer('read41'))
  })
})

describe('people', () => {
  const withoutFace = people.filter(({ document }) => document)

  test.each(withoutFace)('$id reads as written', ({ id, document }) => {
    place(id)
    select()
    const read = decodeRecordedRead([hex(ask('readTextPhoto'))], { samId: '', readAtMs: 0 })
    expect(read?.document).toEqual(document)
  })

  test('every number is nobody’s', () => {
    for (const { document } of withoutFace) {
      const { documentNumber, birthDate } = document!
      const isNobodys = /^(119999|911999|UTO)/.test(documentNumber) || birthDate === '1900-01-01'
      expect(isNobodys).toBe(true)
    }
  })

  test('ids are distinct', () => {
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length)
  })
})
