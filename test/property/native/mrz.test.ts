import fc from 'fast-check'
import { expect, test } from 'vitest'
import { icaoCheckDigit } from '../../../sync-server/contract/document/document-number.ts'
import { isWholeMrz, mrzLines } from '../../../sync-server/contract/document/mrz/mrz-lines.ts'
import { readMrz } from '../../../sync-server/contract/document/mrz/read-mrz.ts'
import { BlockStream } from '../../../native/framing/block-stream.ts'
import { chunked } from '../../unit/native/support/bytes.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const some = (alphabet: string, least: number, most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: least, maxLength: most })
const holder = fc.record({
  number: some(`${LETTERS}0123456789`, 1, 9),
  birth: some('0123456789', 6, 6),
  expiry: some('0123456789', 6, 6),
  sex: fc.constantFrom('M', 'F', '<'),
  state: some(LETTERS, 3, 3),
  last: some(LETTERS, 1, 10),
  first: some(LETTERS, 1, 10),
})
type Holder = typeof holder extends fc.Arbitrary<infer T> ? T : never

const filled = (text: string, length: number): string => text.padEnd(length, '<').slice(0, length)
const checked = (text: string): string => text + icaoCheckDigit(text)

function td1({ number, birth, expiry, sex, state, last, first }: Holder): string[] {
  const line1 = filled(`I<${state}${checked(filled(number, 9))}`, 30)
  const line2 = filled(`${checked(birth)}${sex}${checked(expiry)}${state}`, 29)
  const composite = icaoCheckDigit(line1.slice(5) + line2.slice(0, 7) + line2.slice(8, 15) + line2.slice(18))
  return [line1, line2 + composite, filled(`${last}<<${first}`, 30)]
}

function td3({ number, birth, expiry, sex, state, last, first }: Holder): string[] {
  const start = `${checked(filled(number, 9))}${state}${checked(birth)}${sex}${checked(expiry)}${checked(filled('', 14))}`
  const composite = icaoCheckDigit(start.slice(0, 10) + start.slice(13, 20) + start.slice(21))
  return [filled(`P<${state}${last}<<${first}`, 44), start + composite]
}

const printed = fc.tuple(holder, fc.constantFrom(td1, td3)).map(([who, print]) => ({ who, lines: print(who) }))

test('what is printed by the rule reads as it was written', () => {
  fc.assert(
    fc.property(printed, ({ who, lines }) => {
      expect(readMrz(lines)).toMatchObject({
        isWhole: true,
        zone: {
          documentNumber: who.number,
          birth: who.birth,
          expiry: who.expiry,
          lastName: who.last,
          firstName: who.first,
          nationality: who.state,
        },
      })
    }),
    { numRuns: 500 },
  )
})

test('any chunking of a block gives the same lines', () => {
  fc.assert(
    fc.property(printed, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), ({ lines }, sizes) => {
      const stream = new BlockStream(512)
      const sent = new TextEncoder().encode(`\x02${lines.join('\r')}\r\x03`)
      const blocks = chunked(sent, sizes).flatMap((chunk) => stream.push(chunk))
      expect(blocks.map((block) => mrzLines(String.fromCharCode(...block)))).toEqual([lines])
    }),
  )
})

test('one wrong digit in a birth or an expiry is always noticed', () => {
  const places = fc.constantFrom(0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13)
  fc.assert(
    fc.property(holder.map(td1), places, fc.integer({ min: 1, max: 9 }), ([one, two, three], at, by) => {
      const wrong = String((Number(two![at]) + by) % 10)
      // Weights 7 and 3 tell all digits apart, and so does 1.
      expect(readMrz([one!, two!.slice(0, at) + wrong + two!.slice(at + 1), three!]).isWhole).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('garbage is a reading with its faults, never anything else', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const lines = mrzLines(text)
      const reading = readMrz(lines)
      if (!reading.isWhole) expect(reading.faults.length).toBeGreaterThan(0)
      else expect(isWholeMrz(lines)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})
