import { describe, expect, test } from 'vitest'
import { gbkName } from '../../../../sync-server/contract/document/mrz/gbk-name.ts'
import { isWholeMrz, mrzLines } from '../../../../sync-server/contract/document/mrz/mrz-lines.ts'
import { readMrz, type MachineReadableZone } from '../../../../sync-server/contract/document/mrz/read-mrz.ts'
import {
  agreesWithZone,
  documentInZone,
  type TravelDocument,
  travelDocumentOf,
} from '../../../../sync-server/contract/document/mrz/travel-document.ts'
import { fixture } from '../support/bytes.ts'

interface Recorded {
  readonly name: string
  readonly lines: readonly string[]
  readonly expected: Readonly<Record<string, string | boolean>>
}
interface Vectors {
  readonly valid: readonly Recorded[]
  readonly invalid: readonly { name: string; lines: readonly string[]; fails: readonly string[] }[]
  readonly wire: readonly { name: string; text?: string; lines: readonly string[] }[]
  readonly gbkNames: readonly { name: string; letters: string }[]
}

const vectors = fixture<Vectors>('mrz')
const lines = (name: string): readonly string[] => vectors.valid.find((each) => each.name === name)!.lines
const TODAY = '2026-01-05'

/** A zone in the words of the recordings. */
function inTheirWords(zone: MachineReadableZone): Record<string, unknown> {
  const { sex, format, lastName, firstName, ...rest } = zone
  return {
    ...rest,
    lastName,
    firstName,
    format: format === 'CS/CD' ? 'CN-CS/CD' : format,
    sex: { male: 'M', female: 'F', unspecified: '<' }[sex],
    latin: `${lastName}<<${firstName}`,
    valid: true,
  }
}

function zoneOf(name: string): MachineReadableZone {
  const reading = readMrz(lines(name))
  if (!reading.isWhole) throw new Error(reading.faults.join())
  return reading.zone
}

function documentOf(zone: MachineReadableZone): TravelDocument {
  const inZone = travelDocumentOf(zone, TODAY)
  if (!('document' in inZone)) throw new Error(inZone.refusal)
  return inZone.document
}

describe('recorded zones', () => {
  test.each(vectors.valid)('$name is read', ({ name, expected }) => {
    expect(inTheirWords(zoneOf(name))).toMatchObject(expected)
  })

  test.each(vectors.invalid)('$name is refused for what is wrong', ({ lines: given, fails }) => {
    expect(readMrz(given)).toEqual({ isWhole: false, faults: fails })
  })

  test.each(vectors.wire.filter(({ text }) => text !== undefined))(
    '$name is cut into its lines',
    ({ text, lines: cut }) => {
      expect(mrzLines(text!)).toEqual(cut)
      expect(isWholeMrz(cut)).toBe(true)
    },
  )

  test.each(vectors.gbkNames)('$letters is a name', ({ name, letters }) => expect(gbkName(letters)).toBe(name))
})

describe('lines', () => {
  test('underscores are fillers, small letters large, control characters nothing', () => {
    const [first, ...others] = lines('icao_td1_specimen')
    const sent = ['\x02\x00' + first!.replaceAll('<', '_').toLowerCase(), ...others].join('\r') + '\x03'
    expect(mrzLines(sent)).toEqual([first, ...others])
  })

  test.each(['', '<', 'QUEUE-TICKET-0001'])('%j is no zone', (text) => {
    expect(isWholeMrz(mrzLines(text))).toBe(false)
    expect(readMrz(mrzLines(text))).toEqual({ isWhole: false, faults: ['length'] })
  })

  test('characters outside the alphabet are refused before any check digit', () => {
    expect(readMrz(lines('icao_td1_specimen').map((line) => line.replace('E', '['))).isWhole).toBe(false)
  })
})

describe('letters that look like digits', () => {
  const with0asO = (name: string, line: number): string[] =>
    lines(name).map((each, i) => (i === line ? each.replaceAll('0', 'O') : each))

  test('are read as digits where only digits stand and all check digits become right', () => {
    const given = [...lines('icao_td1_specimen')]
    given[1] = given[1]!.replace('7408122', '74O8I2Z')
    expect(readMrz(given)).toMatchObject({ isWhole: true, zone: { birth: '740812' } })
  })

  test('stay letters in a number', () => {
    expect(readMrz(with0asO('icao_td1_specimen', 0)).isWhole).toBe(false)
  })

  test('do not make a wrong zone right', () => {
    const given = [...lines('icao_td1_specimen')]
    given[1] = given[1]!.replace('740812', '7408I3')
    expect(readMrz(given).isWhole).toBe(false)
  })
})

describe('GBK letters', () => {
  test.each(['', 'NGK', 'NGKX', 'AAAA', 'ngke', '<<<<'])('%j is no name', (letters) =>
    expect(gbkName(letters)).toBeUndefined(),
  )
})

describe('travel documents', () => {
  test('a Chinese passport names its holder in both scripts', () => {
    expect(documentOf(zoneOf('cn_passport_with_gbk_name'))).toEqual({
      type: 'passport',
      fullName: '证件样',
      romanizedName: 'ZHENGJIAN, YANGBEN',
      sex: 'female',
      birthDate: '2000-01-01',
      documentNumber: 'E00000000',
      validUntil: '2030-01-01',
      nationality: 'CHN',
    })
  })

  test.each([
    ['hk_permit_as_plain_td1_UNVERIFIED', 'hk-macao-mainland-travel-permit', 'H00000001'],
    ['hk_permit_1999_C_CHN_UNVERIFIED', 'hk-macao-mainland-travel-permit', 'H00000001'],
    ['tw_permit_as_plain_td1_UNVERIFIED', 'taiwan-mainland-travel-permit', '00000001'],
  ])('%s is a %s', (name, type, documentNumber) => {
    expect(documentOf(zoneOf(name))).toMatchObject({ type, documentNumber, birthDate: '2000-01-01' })
  })

  test('permits that take residents out of the country, and cards of other countries, are none', () => {
    expect(travelDocumentOf(zoneOf('cs_exit_entry_permit_2014'), TODAY)).toEqual({ refusal: 'exit-permit' })
    expect(travelDocumentOf(zoneOf('icao_td1_specimen'), TODAY)).toEqual({ refusal: 'type-unknown' })
  })

  test('a birth is never in the future', () => {
    const zone = { ...zoneOf('cn_passport_with_gbk_name'), birth: '260106' }
    expect(documentOf(zone).birthDate).toBe('1926-01-06')
    expect(documentOf({ ...zone, birth: '260105' }).birthDate).toBe('2026-01-05')
  })

  test('an expiry long past is one of the last century, and days that do not exist are none', () => {
    const zone = zoneOf('cn_passport_with_gbk_name')
    expect(documentOf({ ...zone, expiry: '990101' }).validUntil).toBe('1999-01-01')
    expect(travelDocumentOf({ ...zone, expiry: '300230' }, TODAY)).toEqual({ refusal: 'date-invalid' })
    expect(travelDocumentOf({ ...zone, birth: '<<<<<<' }, TODAY)).toEqual({ refusal: 'date-invalid' })
  })

  test('a number that is none is refused, and lines that are no zone are unread', () => {
    const zone = { ...zoneOf('tw_permit_as_plain_td1_UNVERIFIED'), documentNumber: 'X0000001' }
    expect(travelDocumentOf(zone, TODAY)).toEqual({ refusal: 'number-invalid' })
    expect(documentInZone(['QUEUE-TICKET-0001'], TODAY)).toEqual({ refusal: 'unread' })
  })

  describe('completed from their face', () => {
    const validFrom = '2020-01-01'

    test('they agree with their zone in everything that stands in it', () => {
      const zone = documentOf(zoneOf('cn_passport_with_gbk_name'))
      expect(agreesWithZone({ ...zone, validFrom }, zone)).toBe(true)
      for (const change of [
        { documentNumber: 'E00000001' },
        { birthDate: '2000-01-02' },
        { sex: 'male' as const },
        { validUntil: '2031-01-01' },
        { nationality: 'UTO' },
        { type: 'taiwan-mainland-travel-permit' as const },
        { romanizedName: 'ZHENGJIAN, YANG' },
      ])
        expect(agreesWithZone({ ...zone, ...change, validFrom }, zone), Object.keys(change)[0]).toBe(false)
    })

    test('a name that the zone cuts off may go on, another one may not be', () => {
      const zone = documentOf(zoneOf('cn_passport_with_gbk_name'))
      expect(agreesWithZone({ ...zone, fullName: '证件样本', validFrom }, zone)).toBe(true)
      expect(agreesWithZone({ ...zone, fullName: '证件本', validFrom }, zone)).toBe(false)
      const short = { ...zone, fullName: '证件' }
      expect(agreesWithZone({ ...short, fullName: '证件样', validFrom }, short)).toBe(false)
    })

    test('a name in Latin letters is written as the document has it', () => {
      const zone = documentOf(zoneOf('hk_permit_as_plain_td1_UNVERIFIED'))
      expect(agreesWithZone({ ...zone, fullName: '证件样本', validFrom }, zone)).toBe(true)
    })
  })
})
