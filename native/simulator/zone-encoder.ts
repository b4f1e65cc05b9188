import { icaoCheckDigit } from '../../sync-server/contract/document/document-number.ts'
import { gbkText } from '../framing/gbk-text.ts'

/** What a simulated travel document shows a machine; birth and expiry as `YYMMDD`. */
export interface ZoneContent {
  readonly code: string
  readonly state: string
  readonly number: string
  readonly birth: string
  readonly sex: 'M' | 'F'
  readonly expiry: string
  readonly nationality: string
  readonly last: string
  readonly first: string
  /** The name in Chinese where the format writes its GBK bytes as letters. */
  readonly chineseName?: string
}

const TD1_LINE = 30
const TD3_LINE = 44
const GBK_LETTERS = 12
const FIRST_LETTER = 'A'.charCodeAt(0)

const filled = (text: string, length: number): string => text.padEnd(length, '<').slice(0, length)
const checked = (text: string): string => text + icaoCheckDigit(text)
const names = ({ last, first }: ZoneContent): string => `${last}<<${first}`.replaceAll(' ', '<')
const half = (nibble: number): string => String.fromCharCode(FIRST_LETTER + nibble)

function gbkLetters(name = ''): string {
  const letters = [...gbkText(name)].flatMap((byte) => [half(byte >> 4), half(byte & 0x0f)])
  return filled(letters.join(''), GBK_LETTERS)
}

/** Three lines by ICAO Doc 9303 part 5. */
export function td1Lines(zone: ZoneContent): readonly string[] {
  const first = filled(`${filled(zone.code, 2)}${zone.state}${checked(filled(zone.number, 9))}`, TD1_LINE)
  const dates = `${checked(zone.birth)}${zone.sex}${checked(zone.expiry)}`
  const open = filled(`${dates}${zone.nationality}`, TD1_LINE - 1)
  const composite = first.slice(5) + open.slice(0, 7) + open.slice(8, 15) + open.slice(18, 29)
  return [first, open + icaoCheckDigit(composite), filled(names(zone), TD1_LINE)]
}

/** Two lines by ICAO Doc 9303 part 4. */
export function td3Lines(zone: ZoneContent): readonly string[] {
  const optional = checked(filled(gbkLetters(zone.chineseName), 14))
  const number = checked(filled(zone.number, 9))
  const dates = [checked(zone.birth), checked(zone.expiry)] as const
  const composite = icaoCheckDigit(number + dates.join('') + optional)
  return [
    filled(`${filled(zone.code, 2)}${zone.state}${names(zone)}`, TD3_LINE),
    `${number}${zone.nationality}${dates[0]}${zone.sex}${dates[1]}${optional}${composite}`,
  ]
}

/** 往来港澳通行证 and 往来台湾通行证: three lines that are no TD1. */
export function exitPermitLines(zone: ZoneContent): readonly string[] {
  const first = [zone.code + checked(zone.number), checked(zone.expiry), checked(zone.birth)].join('<')
  return [
    `${first}<0`,
    gbkLetters(zone.chineseName) + filled(names(zone), TD1_LINE - GBK_LETTERS),
    filled(zone.sex, TD1_LINE),
  ]
}
