import { describe, expect, test } from 'vitest'
import { mrzLines } from '../../../../sync-server/contract/document/mrz/mrz-lines.ts'
import { BlockStream } from '../../../../native/framing/block-stream.ts'
import { gm65Request, Gm65Stream, gm65Trigger, type gm65Types } from '../../../../native/framing/gm65.ts'
import { HidPosCodes, hidPosLayoutOf, hidPosLayouts } from '../../../../native/framing/hid-pos.ts'
import { LineStream } from '../../../../native/framing/line-stream.ts'
import { scanText } from '../../../../native/framing/scan-text.ts'
import { chunked, fixture, hex, toHex } from '../support/bytes.ts'

interface HidPos {
  readonly vectors: readonly {
    name: string
    layout: 'aim' | 'plain'
    reports: readonly string[]
    expected: { text: string; aim?: string; symbology?: string }
  }[]
}
interface Gm65 {
  readonly frames: readonly { name: string; hex: string; dir?: string }[]
  readonly scan: readonly { chunks: readonly string[]; expected: string }[]
}
interface Mrz {
  readonly wire: readonly { name: string; hex?: string; lines: readonly string[] }[]
}

describe('HID POS', () => {
  test.each(fixture<HidPos>('hid-pos').vectors)('$name', ({ layout, reports, expected }) => {
    const { text, ...about } = expected
    for (const codes of [new HidPosCodes(hidPosLayouts[layout]), new HidPosCodes()]) {
      const scanned = reports.map((report) => codes.take(hex(report)))
      expect(scanned.slice(0, -1).every((code) => code === undefined)).toBe(true)
      expect(scanText(scanned.at(-1)!.bytes)).toBe(text)
      expect(scanned.at(-1)).toMatchObject(about)
    }
  })

  test('a model that puts everything one byte further on is noticed by its mark', () => {
    const report = new Uint8Array(64)
    report.set([2, 5, 0, 0x5d, 0x51, 0x31, ...new TextEncoder().encode('A0001')])
    expect(scanText(new HidPosCodes().take(report)!.bytes)).toBe('A0001')
  })

  test('a plain model is known by its identity, since its code may begin like a mark', () => {
    expect(hidPosLayoutOf({ vendorId: '1eab', productId: '1d10' })).toBe(hidPosLayouts.plain)
    expect(hidPosLayoutOf({ vendorId: '0c2e', productId: '0b61' })).toBeUndefined()
  })

  test('a code that never ends is dropped, and the next one read', () => {
    const codes = new HidPosCodes()
    const endless = hex(fixture<HidPos>('hid-pos').vectors[2]!.reports[0]!)
    for (let i = 0; i < 200; i++) expect(codes.take(endless)).toBeUndefined()
  })
})

describe('GM65', () => {
  const { frames, scan } = fixture<Gm65>('gm65')
  const frame = (name: string): string => frames.find((each) => each.name === name)!.hex
  const requests: readonly (readonly [string, keyof typeof gm65Types, number, readonly number[]])[] = [
    ['trigger', 'write', 0x0002, [0x01]],
    ['commandMode', 'write', 0x0000, [0xd5]],
    ['setBaud9600', 'write', 0x002a, [0x39, 0x01]],
    ['readBaud', 'read', 0x002a, [0x02]],
    ['save', 'save', 0x0000, [0x00]],
  ]

  test.each(requests)('the request %s', (name, type, address, data) => {
    // A read request names how many bytes it wants where others have their data.
    expect(toHex(gm65Request(type, address, data))).toBe(frame(name))
  })

  test('the trigger is the recorded one', () => expect(toHex(gm65Trigger)).toBe(frame('trigger')))

  test.each(scan)('$expected is read in any chunking', ({ chunks, expected }) => {
    const all = hex(chunks.join(''))
    for (const pieces of [chunks.map(hex), chunked(all, [1]), [all]]) {
      const stream = new Gm65Stream()
      expect(pieces.flatMap((piece) => stream.push(piece)).map(scanText)).toEqual([expected])
    }
  })

  test('a reply is told apart, with its data', () => {
    const stream = new Gm65Stream()
    expect(stream.push(hex(frame('ackOk')))).toEqual([])
    expect(stream.replies).toEqual([{ type: 0, data: Uint8Array.of(0) }])
    expect(stream.hasBegun).toBe(false)
  })

  test('a code that begins like a reply and is none is a code', () => {
    const stream = new Gm65Stream()
    expect(stream.push(hex('02414243' + '0D')).map(toHex)).toEqual(['02414243'])
    expect([...stream.push(hex('0200')), ...stream.flush()].map(toHex)).toEqual(['0200'])
  })
})

describe('lines and blocks', () => {
  test.each(['0D', '0A', '0D0A'])('%s ends a line', (end) => {
    const stream = new LineStream(100)
    expect(stream.push(hex('4142' + end + '43' + end)).map(scanText)).toEqual(['AB', 'C'])
    expect(stream.hasBegun).toBe(false)
  })

  test('silence ends a line without an end; one that is too long is dropped whole', () => {
    const stream = new LineStream(3)
    expect(stream.push(hex('4142'))).toEqual([])
    expect(stream.flush().map(scanText)).toEqual(['AB'])
    expect([...stream.push(hex('41424344450D46')), ...stream.flush()].map(scanText)).toEqual(['F'])
  })

  test('Chinese codes are read in either encoding', () => {
    expect(scanText(hex('E58A9EE4BA8B'))).toBe('办事')
    expect(scanText(hex('B0ECCAC2'))).toBe('办事')
  })

  test.each(fixture<Mrz>('mrz').wire.filter((each) => each.hex !== undefined))(
    '$name is one block in any chunking',
    (sent) => {
      for (const sizes of [[1], [7, 2], [999]]) {
        const stream = new BlockStream(512)
        const blocks = chunked(hex(sent.hex!), sizes).flatMap((chunk) => stream.push(chunk))
        expect(blocks.map((block) => mrzLines(scanText(block)))).toEqual([sent.lines])
      }
    },
  )

  test('header, flag and check byte around a block are left out, even where the check looks like a beginning', () => {
    const [line1, line2, line3] = ['I<UTOD231458907', '7408122F1204159', 'ERIKSSON<<ANNA']
    const sent = `\x01\x60OU\x020${line1}\r${line2}\r${line3}\r\x03\x02`
    const stream = new BlockStream(512)
    const bytes = new TextEncoder().encode(sent + sent)
    expect(stream.push(bytes).map((block) => mrzLines(scanText(block)))).toEqual(Array(2).fill([line1, line2, line3]))
  })

  test('a block whose end is lost is dropped by the silence, text without a beginning is one', () => {
    const stream = new BlockStream(512)
    stream.push(hex('024142'))
    expect(stream.flush()).toEqual([])
    stream.push(hex('41420D43440D'))
    expect(stream.flush().map(scanText)).toEqual(['AB\rCD\r'])
  })
})
