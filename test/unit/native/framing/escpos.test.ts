import { describe, expect, test } from 'vitest'
import {
  align,
  askStatus,
  beginJob,
  endJob,
  qrCode,
  size,
  statusQuestions,
  textLine,
  type QrCorrection,
  type StatusQuestion,
} from '../../../../native/framing/escpos.ts'
import { gbkText } from '../../../../native/framing/gbk-text.ts'
import { isStatusByte, printerSigns, statusByte } from '../../../../native/protocol/printer-status.ts'
import { PrintedPaper } from '../../../../native/simulator/printer/printed-paper.ts'
import { chunked, fixture, hex, toHex } from '../support/bytes.ts'

interface EscPos {
  readonly text: readonly { text: string; gb18030Hex: string }[]
  readonly qr: { data: string; size: number; ec: QrCorrection; hex: string }
  readonly status: readonly { request: string }[]
  readonly statusReplies: readonly { hex: string; expected: { paperNearEnd: boolean; paperEnd: boolean } }[]
  readonly ticket: string
}

const { text: texts, qr, status, statusReplies, ticket } = fixture<EscPos>('escpos')
const recorded = [
  ...beginJob,
  ...align('center'),
  ...size(true),
  ...textLine('政务服务大厅'),
  ...size(false),
  ...textLine('您的号码:A001'),
  ...align('left'),
  ...qrCode('https://example.invalid/t/A001', 6),
  ...endJob,
]

describe('what is sent', () => {
  test.each(texts)('$text in the printer’s characters', ({ text, gb18030Hex }) => {
    // Four bytes of GB18030 for one character: no printer has it, and it becomes 〓.
    const isMissing = [...text].length === 1 && gb18030Hex.length === 8
    expect(toHex(gbkText(text))).toBe(isMissing ? 'A1FE' : gb18030Hex)
  })

  test('a QR code', () => expect(toHex(Uint8Array.from(qrCode(qr.data, qr.size, qr.ec)))).toBe(qr.hex))

  test('the status questions', () => {
    const asked = (Object.keys(statusQuestions) as StatusQuestion[]).map((question) => toHex(askStatus(question)))
    expect(asked).toEqual(status.map(({ request }) => request))
  })

  test('a whole ticket', () => expect(toHex(Uint8Array.from(recorded))).toBe(ticket))
})

describe('what is answered', () => {
  test.each(statusReplies)('$hex about paper', ({ hex: byte, expected }) => {
    const signs = printerSigns('paper', hex(byte)[0]!)
    expect({ paperNearEnd: signs.includes('paper-near-end'), paperEnd: signs.includes('paper-out') }).toEqual(expected)
  })

  test('one missing bit of two says nothing', () => expect(printerSigns('paper', 0x12 | 0x20)).toEqual([]))

  test('what is no status is known by its fixed bits', () => {
    expect([0x12, 0x7e].every(isStatusByte)).toBe(true)
    expect([0x00, 0x10, 0x13, 0x92, 0xff].some(isStatusByte)).toBe(false)
  })

  test.each(['cover-open', 'paper-out', 'faulty'] as const)('%s comes back from the byte that says it', (sign) => {
    expect(printerSigns('offline', statusByte('offline', new Set([sign])))).toEqual([sign])
  })
})

test('the simulator prints a ticket as recorded, in any chunking', () => {
  for (const sizes of [[1], [3, 5], [10_000]]) {
    const paper = new PrintedPaper(() => {})
    chunked(hex(ticket), sizes).forEach((chunk) => paper.push(chunk))
    expect(paper.strange).toEqual([])
    expect(paper.slips).toEqual([
      {
        lines: [
          { text: '政务服务大厅', align: 'center', isLarge: true },
          { text: '您的号码:A001', align: 'center', isLarge: false },
        ],
        qrTexts: ['https://example.invalid/t/A001'],
      },
    ])
  }
})
