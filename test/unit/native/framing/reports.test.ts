import { describe, expect, test } from 'vitest'
import { packReports } from '../../../../native/framing/pack-reports.ts'
import { reportLayouts } from '../../../../native/framing/report-layout.ts'
import { ReportUnpacker } from '../../../../native/framing/report-unpacker.ts'
import { fixture, hex, toHex } from '../support/bytes.ts'

interface Variants {
  readonly singlePipeBulk: { readonly reads: readonly string[]; readonly frame: string }
  readonly dkHid: Readonly<Record<'tx_find' | 'rx_find' | 'rx_card', readonly string[]>> &
    Readonly<Record<'rx_find_frame' | 'rx_card_frame', string>>
}

const { dkHid, singlePipeBulk } = fixture<Variants>('usb-variants')
const { request, answer } = reportLayouts['pass-through']
const joined = (unpacker: ReportUnpacker, reports: readonly string[]): string =>
  reports.map((report) => toHex(unpacker.take(hex(report)))).join('')

describe('pass-through', () => {
  test('a request is one report with count and command', () => {
    expect(packReports(hex('AAAAAA96690003200122'), request).map(toHex)).toEqual(dkHid.tx_find)
  })

  test.each([
    ['short', dkHid.rx_find, dkHid.rx_find_frame],
    ['of 21 reports', dkHid.rx_card, dkHid.rx_card_frame],
  ])('a recorded answer, %s, is its frame', (_what, reports, frame) => {
    expect(joined(new ReportUnpacker(answer), reports)).toBe(frame)
  })

  test.each([
    ['short', dkHid.rx_find, dkHid.rx_find_frame],
    ['of 21 reports', dkHid.rx_card, dkHid.rx_card_frame],
  ])('the simulator packs an answer, %s, as recorded', (_what, reports, frame) => {
    expect(packReports(hex(frame), answer).map(toHex)).toEqual(reports)
  })

  test('acknowledgements between the reports are passed over', () => {
    const acknowledgement = 'FF'.padEnd(128, '0')
    const reports = dkHid.rx_card.flatMap((report) => [acknowledgement, report])
    expect(joined(new ReportUnpacker(answer), reports)).toBe(dkHid.rx_card_frame)
  })

  test('an answer to another command, or one that failed, gives nothing', () => {
    const [report] = dkHid.rx_find
    expect(joined(new ReportUnpacker(answer), [report!.replace('349000', '329000')])).toBe('')
    expect(joined(new ReportUnpacker(answer), [report!.replace('349000', '346F00')])).toBe('')
  })

  test('behind a lost report nothing is taken until the next answer begins', () => {
    const unpacker = new ReportUnpacker(answer)
    const withHole = dkHid.rx_card.filter((_, i) => i !== 3)
    expect(joined(unpacker, withHole)).toHaveLength(2 * (59 + 62 + 62))
    expect(joined(unpacker, dkHid.rx_find)).toBe(dkHid.rx_find_frame)
  })
})

describe('plain', () => {
  test('recorded packets are the frame, filled up at the end', () => {
    const { answer: plain } = reportLayouts.plain
    const [...reports] = singlePipeBulk.reads
    expect(packReports(hex(singlePipeBulk.frame), plain).map(toHex)).toEqual(
      reports.map((report) => report.padEnd(128, '0')),
    )
    const filled = joined(new ReportUnpacker(plain), reports)
    expect(filled).toBe(singlePipeBulk.frame)
  })
})
