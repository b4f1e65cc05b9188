import { Buffer } from 'node:buffer'
import type { IdentityDocument } from '../../sync-server/contract/document/document-type.ts'
import {
  ADDRESS_BYTES,
  CHIP_TEXT_BYTES,
  foreignCard2017Layout,
  foreignCard2023Layout,
  residencePermitLayout,
  residentIdCardLayout,
  TYPE_FLAG,
  type Span,
} from '../document/chip-layouts.ts'
import { LONG_TERM, sexCodes } from '../document/chip-text.ts'

/** Which of the four chip layouts a card has. */
export type ChipLayout = 'resident' | 'residence-permit' | 'foreign-2017' | 'foreign-2023'

/** The blocks that a module reads from a card. */
export interface CardBlocks {
  readonly text: Uint8Array
  readonly photo: Uint8Array
}

const PADDING = ' '
const CHAR_BYTES = 2
const flags: Readonly<Record<ChipLayout, string>> = {
  resident: PADDING,
  'residence-permit': 'J',
  'foreign-2017': 'I',
  'foreign-2023': 'Y',
}

const digits = (date: string): string => (date === 'long-term' ? LONG_TERM : date.replaceAll('-', ''))
const sexCode = (sex: IdentityDocument['sex']): string =>
  Object.keys(sexCodes).find((code) => sexCodes[code] === sex) ?? '0'

/** Text as a field of so many bytes: UTF-16LE, padded with spaces. What does not fit is a mistake of the caller. */
export function encodeField(text: string, bytes: number): Uint8Array {
  const encoded = Buffer.from(text.padEnd(bytes / CHAR_BYTES, PADDING), 'utf16le')
  if (encoded.length > bytes) throw new RangeError(`a text of ${encoded.length} bytes does not fit into ${bytes}`)
  return encoded
}

/** The appended address as command 30 03 answers it. */
export const encodeAddress = (address: string): Uint8Array => encodeField(address, ADDRESS_BYTES)

type Fields = Readonly<Record<string, string>>

function commonFields(document: IdentityDocument): Fields {
  return {
    ...Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'type' && name !== 'sex')),
    sexCode: sexCode(document.sex),
    birthDate: digits(document.birthDate),
    validFrom: digits(document.validFrom),
    validUntil: digits(document.validUntil),
  }
}

/** The long Latin name of a 2023 card goes on where the first place ends. */
function foreignNames(romanizedName = ''): Fields {
  const firstChars = foreignCard2023Layout.romanizedNameStart[1] / CHAR_BYTES
  return { romanizedNameStart: romanizedName.slice(0, firstChars), romanizedNameEnd: romanizedName.slice(firstChars) }
}

const layouts: Readonly<Record<ChipLayout, Readonly<Record<string, Span>>>> = {
  resident: residentIdCardLayout,
  'residence-permit': residencePermitLayout,
  'foreign-2017': foreignCard2017Layout,
  'foreign-2023': foreignCard2023Layout,
}

/** Encodes a document as the text block of a chip: the inverse of `decodeDocument`. */
export function encodeText(document: IdentityDocument, layout: ChipLayout): Uint8Array {
  const fields: Fields = { ...commonFields(document), ...foreignNames(document.romanizedName) }
  const text = new Uint8Array(encodeField('', CHIP_TEXT_BYTES))
  for (const [name, [offset, bytes]] of Object.entries(layouts[layout])) {
    text.set(encodeField(fields[name] ?? '', bytes), offset)
  }
  text.set(encodeField(flags[layout], TYPE_FLAG[1]), TYPE_FLAG[0])
  return text
}

/** Text and photo of a card. */
export function encodeCard(document: IdentityDocument, card: { layout: ChipLayout; photo: Uint8Array }): CardBlocks {
  return { text: encodeText(document, card.layout), photo: card.photo }
}
