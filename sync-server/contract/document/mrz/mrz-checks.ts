import { icaoCheckDigit } from '../document-number.ts'
import type { Cut, MrzCheck, MrzCheckName, MrzLayout } from './mrz-layouts.ts'

const FILLER = '<'
/** Letters that are read for digits, and the digits that they look like. */
const lookalikes: Readonly<Record<string, string>> = { O: '0', Q: '0', D: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' }

/** The characters of a cut; empty where there are none. */
export function cutOf(lines: readonly string[], [line, from, to]: Cut): string {
  return lines[line]?.slice(from, to) ?? ''
}

/** Where a number of more than nine characters goes on: the rest, its check digit and a filler open the optional field. */
export function numberTail(lines: readonly string[], { format, fields }: MrzLayout): string {
  if (format !== 'TD1' || lines[0]?.[14] !== FILLER || !fields.optional) return ''
  return cutOf(lines, fields.optional).split(FILLER, 1)[0] ?? ''
}

function isRight(lines: readonly string[], layout: MrzLayout, check: MrzCheck): boolean {
  const digit = cutOf(lines, check.digit)
  const checked = check.over.map((cut) => cutOf(lines, cut)).join('')
  const tail = check.name === 'documentNumber' ? numberTail(lines, layout) : ''
  if (tail.length > 1) return icaoCheckDigit(checked + tail.slice(0, -1)) === tail.at(-1)
  if (check.mayBeFiller && digit === FILLER) return checked.replaceAll(FILLER, '') === ''
  return icaoCheckDigit(checked) === digit
}

/** The check digits that are wrong. */
export function wrongChecks(lines: readonly string[], layout: MrzLayout): readonly MrzCheckName[] {
  return layout.checks.filter((check) => !isRight(lines, layout, check)).map(({ name }) => name)
}

/** The lines with digits where letters that look like digits were read in places that hold digits only. */
export function withDigits(lines: readonly string[], { digits }: MrzLayout): readonly string[] {
  return lines.map((line, i) =>
    [...line]
      .map((char, at) => {
        const isDigitPlace = digits.some(([inLine, from, to]) => inLine === i && at >= from && at < to)
        return isDigitPlace ? (lookalikes[char] ?? char) : char
      })
      .join(''),
  )
}
