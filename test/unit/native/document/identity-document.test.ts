import { describe, expect, test } from 'vitest'
import { ethnicGroups } from '../../../../sync-server/contract/ethnic-group.ts'
import { decodeDocument, withNewAddress } from '../../../../native/document/identity-document.ts'
import { decodeRecordedRead } from '../../../../native/drivers/recorded-read.ts'
import { encodeText } from '../../../../native/simulator/card-encoder.ts'
import { foreignCardOf, residencePermitOf, residentCardOf } from '../../../../native/simulator/person-document.ts'
import { chunked, fixture, hex } from '../support/bytes.ts'

interface Card {
  readonly name: string
  readonly hex: string
  readonly fingerLen: number | null
  readonly photoLen: number
  readonly expected: Readonly<Record<string, string | number | null>>
}
interface Cards {
  readonly cards: readonly Card[]
  readonly newAddress: readonly { hex: string; expected: { newAddress: string | null } }[]
}

const { cards, newAddress } = fixture<Cards>('sam-cards')
const circumstances = { samId: '05.01-20200131-0000012345-4000000001', readAtMs: Date.UTC(2026, 0, 5) }
const types: Readonly<Record<string, string>> = {
  resident: 'resident-id-card',
  hmtResident: 'hk-macao-taiwan-residence-permit',
  foreigner2017: 'foreign-permanent-resident-id-card',
  foreigner2023: 'foreign-permanent-resident-id-card',
}
const sexes: Readonly<Record<string, string>> = { 0: 'unknown', 1: 'male', 2: 'female', 9: 'unspecified' }
const date = (digits: unknown): string | undefined =>
  typeof digits !== 'string'
    ? undefined
    : digits === '长期'
      ? 'long-term'
      : digits.replace(/(....)(..)(..)/, '$1-$2-$3')

/** The recording's words in ours; what a recording does not state is not compared. */
function stated({ expected: e }: Card): object {
  const fields = {
    type: types[String(e['cardType'])],
    fullName: e['cnName'] ?? e['name'],
    romanizedName: e['enName'],
    sex: sexes[String(e['sexCode'])],
    ethnicGroupCode: e['nationCode'],
    ethnicGroup: e['nation'],
    birthDate: date(e['birth']),
    registeredAddress: e['address'],
    documentNumber: e['idNumber'],
    issuingAuthority: e['authority'],
    validFrom: date(e['validFrom']),
    validUntil: date(e['validTo']),
    permitNumber: e['passNumber'],
    issueCount: e['issueCount'] ?? e['renewCount'],
    nationality: e['nationality'],
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

describe('recorded cards', () => {
  test.each(cards)('$name', (card) => {
    const read = decodeRecordedRead(chunked(hex(card.hex), [64]), circumstances)
    expect(read?.document).toMatchObject(stated(card))
    expect(read?.chipPhoto).toHaveLength(card.photoLen)
    expect(read?.fingerprintBytes).toBe(card.fingerLen ?? 0)
    expect(read?.transcriptDigest).toMatch(/^[0-9a-f]{64}$/)
  })

  test('a resident card carries no field of another type', () => {
    const read = decodeRecordedRead([hex(cards[0]!.hex)], circumstances)
    expect(Object.keys(read!.document)).not.toContain('permitNumber')
    expect(Object.keys(read!.document)).not.toContain('nationality')
  })

  test('two reads of one card have two digests', () => {
    const chunks = [hex(cards[0]!.hex)]
    const first = decodeRecordedRead(chunks, circumstances)
    const second = decodeRecordedRead(chunks, { ...circumstances, readAtMs: circumstances.readAtMs + 1 })
    expect(first?.transcriptDigest).not.toBe(second?.transcriptDigest)
    expect(decodeRecordedRead(chunks, circumstances)?.transcriptDigest).toBe(first?.transcriptDigest)
  })

  test('an appended address replaces the printed one', () => {
    const block = hex(newAddress[0]!.hex).subarray(10, 80)
    const document = withNewAddress(residentCardOf('测试甲', '1990-01-01', 'male'), block)
    expect(document.registeredAddress).toBe(newAddress[0]!.expected.newAddress)
  })

  test('a blank appended address replaces nothing', () => {
    const document = residentCardOf('测试甲', '1990-01-01', 'male')
    expect(withNewAddress(document, new Uint8Array(70).fill(0))).toEqual(document)
  })

  test('the ethnic groups are those of the standard', () => {
    expect(Object.fromEntries(ethnicGroups)).toEqual(fixture<Record<string, object>>('ethnic-group-codes')['GB/T 3304'])
  })
})

describe('chip text', () => {
  const document = residentCardOf('测试甲', '1990-01-01', 'male')
  const withUnit = (at: number, text: string): Uint8Array => {
    const block = encodeText(document, 'resident')
    block.set(new Uint8Array(new Uint16Array([...text].map((c) => c.charCodeAt(0))).buffer), at)
    return block
  }

  test('NUL pads as well as a space does', () => {
    const block = encodeText(document, 'resident').map((byte, i, all) => (byte === 0x20 && all[i + 1] === 0 ? 0 : byte))
    expect(decodeDocument(block)).toEqual(document)
  })

  test('spaces inside a Latin name stay', () => {
    const foreign = foreignCardOf('foreign-2023')
    expect(decodeDocument(encodeText(foreign, 'foreign-2023')).romanizedName).toBe(foreign.romanizedName)
  })

  test('a Latin name whose first part ends with a space is joined with it', () => {
    const romanizedName = `${'A'.repeat(34)} BCD`
    const foreign = { ...foreignCardOf('foreign-2023'), romanizedName }
    expect(decodeDocument(encodeText(foreign, 'foreign-2023')).romanizedName).toBe(romanizedName)
  })

  test('a foreigner without a Chinese name is known by the Latin one', () => {
    const block = encodeText({ ...foreignCardOf('foreign-2017'), fullName: '' }, 'foreign-2017')
    expect(decodeDocument(block).fullName).toBe('ERIKSSON, ANNA MARIA')
  })

  test('a permit number is in its own place', () => {
    expect(decodeDocument(encodeText(residencePermitOf('测试丙'), 'residence-permit')).permitNumber).toBe('H00000001')
  })

  test('an unknown ethnic group shows its raw code', () => {
    expect(decodeDocument(withUnit(32, '88'))).toMatchObject({ ethnicGroup: '88', ethnicGroupCode: '88' })
    const odd = decodeDocument(withUnit(32, 'ZZ'))
    expect(odd.ethnicGroup).toBe('ZZ')
    expect(odd).not.toHaveProperty('ethnicGroupCode')
  })

  test.each([
    ['sex', 30, 'x'],
    ['birthDate', 36, '1990-1-1'],
    ['validFrom', 188, '        '],
    ['validUntil', 204, '短期      '],
    ['fullName', 0, ' '.repeat(15)],
    ['documentNumber', 122, ' '.repeat(18)],
  ])('undecodable %s is refused', (_field, at, text) => {
    expect(() => decodeDocument(withUnit(at, text))).toThrow(expect.objectContaining({ code: 'card.content-invalid' }))
  })

  test.each([0, 255, 257])('a text of %i bytes is refused', (bytes) => {
    expect(() => decodeDocument(new Uint8Array(bytes))).toThrow(
      expect.objectContaining({ code: 'card.content-invalid' }),
    )
  })

  test('an unknown flag is read as a resident card if it can be, else the type is unknown', () => {
    expect(decodeDocument(withUnit(248, 'Q'))).toEqual(document)
    const block = new Uint8Array(256).fill(0x51)
    expect(() => decodeDocument(block)).toThrow(expect.objectContaining({ code: 'card.type-unknown' }))
  })

  test('a refusal names the field and nothing of what it holds', () => {
    try {
      decodeDocument(withUnit(36, '19XX0101'))
      expect.unreachable()
    } catch (error) {
      expect(String((error as Error).cause)).toContain('birthDate')
      expect(String((error as Error).cause)).not.toContain('19XX')
    }
  })
})
