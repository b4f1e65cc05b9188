import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packReports } from '../../../native/framing/pack-reports.ts'
import { reportLayouts, type ReportFraming, type ReportWay } from '../../../native/framing/report-layout.ts'
import { ReportUnpacker } from '../../../native/framing/report-unpacker.ts'

const ways: readonly ReportWay[] = (Object.keys(reportLayouts) as ReportFraming[]).flatMap((framing) => [
  reportLayouts[framing].request,
  reportLayouts[framing].answer,
])
const way = fc.constantFrom(...ways)
const message = fc.uint8Array({ minLength: 1, maxLength: 2_400 })

const unpacked = (reports: readonly Uint8Array[], { unpacker }: { unpacker: ReportUnpacker }): number[] =>
  reports.flatMap((report) => [...unpacker.take(report)])

test('every message comes out of its reports as it went in, whatever came before', () => {
  fc.assert(
    fc.property(way, message, fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 6 }), (each, bytes, before) => {
      const unpacker = new ReportUnpacker(each)
      before.forEach((report) => unpacker.take(report))
      const out = unpacked(packReports(bytes, each), { unpacker })
      expect(out.slice(0, bytes.length)).toEqual([...bytes])
      expect(out.slice(bytes.length).every((filler) => filler === 0)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('reports have the length of the device, and never more data than they carry', () => {
  fc.assert(
    fc.property(way, message, (each, bytes) => {
      expect(packReports(bytes, each).every((report) => report.length === each.reportBytes)).toBe(true)
    }),
  )
  fc.assert(
    fc.property(way, fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 50 }), (each, reports) => {
      const unpacker = new ReportUnpacker(each)
      for (const report of reports) expect(unpacker.take(report).length).toBeLessThanOrEqual(report.length)
    }),
    { numRuns: 1_000 },
  )
})
