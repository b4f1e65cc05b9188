import { gbkName } from './gbk-name.ts'
import { cutOf, numberTail, withDigits, wrongChecks } from './mrz-checks.ts'
import { mrzLayouts, type MrzCheckName, type MrzField, type MrzLayout } from './mrz-layouts.ts'

const CHARACTERS = /^[0-9A-Z<]*$/

/** What stands in a zone, without fillers; birth and expiry as `YYMMDD`, as printed. Fields that it has not are absent. */
export interface MachineReadableZone {
  readonly format: MrzLayout['format']
  readonly documentCode: string
  readonly issuingState?: string
  readonly documentNumber: string
  readonly birth: string
  readonly sex: 'male' | 'female' | 'unspecified'
  readonly expiry: string
  readonly nationality?: string
  readonly lastName: string
  readonly firstName: string
  /** At most the first three characters; longer names are cut off. */
  readonly chineseName?: string
}

/** Why lines are no zone that may be relied on: what they are like, or which check digits are wrong. */
export type MrzFault = 'length' | 'characters' | MrzCheckName

/** A zone whose check digits are all right, or what is wrong with it: then a person reads it from the document. */
export type MrzReading =
  | { readonly isWhole: true; readonly zone: MachineReadableZone }
  | { readonly isWhole: false; readonly faults: readonly MrzFault[] }

const sexes: Readonly<Record<string, MachineReadableZone['sex']>> = { M: 'male', F: 'female' }
const plain = (text: string): string => text.replace(/<+/g, ' ').trim()

function present(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined || value === '' ? {} : { [name]: value }
}

/** The number without fillers, with what goes on in the optional field but not its check digit. */
function numberOf(lines: readonly string[], layout: MrzLayout, first: string): string {
  return plain(first) + numberTail(lines, layout).slice(0, -1)
}

function zoneOf(lines: readonly string[], layout: MrzLayout): MachineReadableZone {
  const { format, fields } = layout
  const field = (name: MrzField): string => (fields[name] ? cutOf(lines, fields[name]) : '')
  const [last = '', ...first] = field('names').split('<<')
  return {
    format,
    documentCode: plain(field('documentCode')),
    ...present('issuingState', plain(field('issuingState'))),
    documentNumber: numberOf(lines, layout, field('documentNumber')),
    birth: field('birth'),
    sex: sexes[field('sex')] ?? 'unspecified',
    expiry: field('expiry'),
    ...present('nationality', plain(field('nationality'))),
    lastName: plain(last),
    firstName: plain(first.join('<')),
    ...present('chineseName', gbkName(field('gbkName'))),
  }
}

function readAs(lines: readonly string[], layout: MrzLayout): MrzReading {
  const faults = wrongChecks(lines, layout)
  if (faults.length === 0) return { isWhole: true, zone: zoneOf(lines, layout) }
  const corrected = withDigits(lines, layout)
  return wrongChecks(corrected, layout).length === 0
    ? { isWhole: true, zone: zoneOf(corrected, layout) }
    : { isWhole: false, faults }
}

/**
 * Reads the lines of a zone. Every format that they could have is tried; letters are taken for digits only where that
 * makes all check digits right. What is not published (permits of 2013 on) fails here and is typed by hand.
 */
export function readMrz(lines: readonly string[]): MrzReading {
  const fitting = mrzLayouts.filter(
    (layout) => lines.length === layout.lines && lines.every(({ length }) => length === layout.length),
  )
  if (fitting.length === 0) return { isWhole: false, faults: ['length'] }
  if (!lines.every((line) => CHARACTERS.test(line))) return { isWhole: false, faults: ['characters'] }
  const readings = fitting
    .filter(({ codes }) => codes?.test(lines[0] ?? '') ?? true)
    .map((layout) => readAs(lines, layout))
  return readings.find(({ isWhole }) => isWhole) ?? readings[0] ?? { isWhole: false, faults: ['length'] }
}
