import { decodeConversation, encodeConversation } from '../../native/conformance/conversation-file.ts'
import { redactSession } from '../../native/conformance/redact-session.ts'
import { DeviceError } from '../../native/device-error.ts'
import { decodeDocument } from '../../native/document/identity-document.ts'
import { mrzLines } from '../../sync-server/contract/document/mrz/mrz-lines.ts'
import { readMrz } from '../../sync-server/contract/document/mrz/read-mrz.ts'
import { travelDocumentOf } from '../../sync-server/contract/document/mrz/travel-document.ts'
import { decodeRecordedRead } from '../../native/drivers/recorded-read.ts'
import { BlockStream } from '../../native/framing/block-stream.ts'
import { Framer } from '../../native/framing/framer.ts'
import { gm65Trigger, Gm65Stream } from '../../native/framing/gm65.ts'
import { HidPosCodes } from '../../native/framing/hid-pos.ts'
import { LineStream } from '../../native/framing/line-stream.ts'
import { packReports } from '../../native/framing/pack-reports.ts'
import { reportLayouts, type ReportFraming } from '../../native/framing/report-layout.ts'
import { ReportUnpacker } from '../../native/framing/report-unpacker.ts'
import { samFrame } from '../../native/framing/sam-frame.ts'
import { scanText } from '../../native/framing/scan-text.ts'
import { pipePort } from '../../native/framing/pipe-port.ts'
import { statusQuestions, type StatusQuestion } from '../../native/framing/escpos.ts'
import { isStatusByte, printerSigns } from '../../native/protocol/printer-status.ts'
import type { BulkPipes } from '../../native/transport/byte-port.ts'
import type { RecordedStep } from '../../native/transport/line-recorder.ts'
import { cardOf, people } from '../../native/simulator/people.ts'
import { PrintedPaper } from '../../native/simulator/printer/printed-paper.ts'
import { SamModule } from '../../native/simulator/sam-module.ts'
import { chunked, fixture, hex } from '../unit/native/support/bytes.ts'
import { bounded } from './bounded.ts'
import type { ParserUnderFuzz } from './parser-under-fuzz.ts'
import { sealedRecords } from './sealed-records.ts'

const TODAY = '2026-01-05'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const { cards } = fixture<{ cards: readonly { hex: string }[] }>('sam-cards')
const streams = fixture<readonly { chunks: readonly string[] }[]>('sam-streams')
const zones = fixture<{
  valid: readonly { lines: readonly string[] }[]
  wire: readonly { hex?: string; text?: string }[]
}>('mrz')
const { vectors } = fixture<{ vectors: readonly { reports: readonly string[] }[] }>('hid-pos')
const { scan } = fixture<{ scan: readonly { chunks: readonly string[] }[] }>('gm65')
const { ticket } = fixture<{ ticket: string }>('escpos')

function textOf(id: string): Uint8Array {
  const card = cardOf(people.find((each) => each.id === id)!)
  return card.kind === 'identity' ? card.blocks.text : new Uint8Array()
}

/** The one kind of failure that a decoder may throw. */
function typed(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error
  }
}

/** Bytes as reports of a device: whole ones and a rest. */
const reportsOf = (given: Uint8Array): Uint8Array[] => chunked(given, [64])

const wireOf = ({ hex: sent, text = '' }: { hex?: string; text?: string }): Uint8Array =>
  sent === undefined ? bytes(text) : hex(sent)

/** Pipes of which only the way in matters. */
class FuzzedPipes implements BulkPipes {
  readonly count = 2
  readonly signal = new AbortController().signal
  say: (packet: Uint8Array, pipe: number) => void = () => {}
  async write(): Promise<void> {}
  onData(listener: (packet: Uint8Array, pipe: number) => void): void {
    this.say = listener
  }
  onClose(): void {}
  async close(): Promise<void> {}
}

/** Every parser that bytes of a device or of a kiosk reach. */
export const parsers: readonly ParserUnderFuzz[] = [
  {
    name: 'sam-frames',
    seeds: streams.map(({ chunks }) => hex(chunks.join(''))),
    run: (given) => {
      const framer = new Framer(samFrame)
      const frames = chunked(given, [1, 7, 64]).flatMap((chunk) => framer.push(chunk))
      bounded(
        frames.reduce((sum, frame) => sum + frame.length, framer.discardedBytes),
        given.length,
      )
    },
  },
  {
    name: 'sam-answers',
    seeds: cards.map((card) => hex(card.hex)),
    run: (given) => typed(() => decodeRecordedRead([given], { samId: '', readAtMs: 0 })),
  },
  {
    name: 'sam-requests',
    seeds: ['AAAAAA96690003200122', 'AAAAAA9669000461FF50CA'].map(hex),
    run: (given) => void new SamModule().answer(given),
  },
  {
    name: 'chip-text',
    seeds: ['rare-name', 'hk-resident', 'foreigner-2017', 'foreigner-2023', 'long-term'].map(textOf),
    run: (given) => typed(() => decodeDocument(given)),
  },
  {
    name: 'hid-reports',
    seeds: Object.values(reportLayouts).map(({ answer }) => Buffer.concat(packReports(hex(cards[0]!.hex), answer))),
    run: (given) => {
      for (const { request, answer } of Object.values(reportLayouts)) {
        for (const unpacker of [new ReportUnpacker(request), new ReportUnpacker(answer)]) {
          bounded(
            reportsOf(given).reduce((sum, report) => sum + unpacker.take(report).length, 0),
            given.length,
          )
        }
      }
    },
  },
  {
    name: 'zones',
    seeds: [...zones.valid.map(({ lines }) => bytes(lines.join('\r'))), ...zones.wire.map(wireOf)],
    run: (given) => {
      const stream = new BlockStream(512)
      const blocks = [...chunked(given, [3, 1, 40]).flatMap((chunk) => stream.push(chunk)), ...stream.flush(), given]
      for (const block of blocks) {
        const reading = readMrz(mrzLines(scanText(block)))
        if (reading.isWhole) travelDocumentOf(reading.zone, TODAY)
      }
    },
  },
  {
    name: 'scans',
    seeds: [...scan.map(({ chunks }) => hex(chunks.join(''))), gm65Trigger, bytes('QUEUE-TICKET-0001\r\n')],
    run: (given) => {
      for (const stream of [new LineStream(100), new Gm65Stream()]) {
        const codes = [...chunked(given, [5, 1]).flatMap((chunk) => stream.push(chunk)), ...stream.flush()]
        bounded(
          codes.reduce((sum, code) => sum + code.length, 0),
          given.length,
        )
        codes.forEach(scanText)
      }
    },
  },
  {
    name: 'hid-pos',
    seeds: vectors.map(({ reports }) => hex(reports.join(''))),
    run: (given) => {
      const codes = new HidPosCodes()
      for (const report of reportsOf(given)) scanText(codes.take(report)?.bytes ?? new Uint8Array())
    },
  },
  {
    name: 'printed-paper',
    seeds: [hex(ticket)],
    run: (given) => {
      const paper = new PrintedPaper(() => {})
      chunked(given, [2, 9]).forEach((chunk) => paper.push(chunk))
      bounded(paper.slips.length, given.length)
    },
  },
  {
    name: 'printer-status',
    seeds: ['12', '1A', '32', '72', '1E'].map(hex),
    run: (given) => {
      for (const byte of given.filter(isStatusByte)) {
        for (const question of Object.keys(statusQuestions) as StatusQuestion[]) {
          bounded(printerSigns(question, byte).length, 3)
        }
      }
    },
  },
  {
    name: 'pipe-pairs',
    seeds: cards.map((card) => hex(card.hex)),
    run: (given) => {
      const pipes = new FuzzedPipes()
      let heard = 0
      pipePort(pipes).onData((data) => (heard += data.length))
      chunked(given, [7, 1, 64]).forEach((packet) => pipes.say(packet, (packet[0] ?? 0) % 3))
      bounded(heard, given.length)
    },
  },
  {
    name: 'recorded-conversations',
    seeds: cards.map((card) => hex(card.hex)),
    run: (given) => {
      const steps = chunked(given, [10, 64, 7]).map((bytes, i): RecordedStep => ({
        atMs: i,
        from: i % 3 === 0 ? 'host' : 'device',
        bytes,
      }))
      for (const framing of Object.keys(reportLayouts) as ReportFraming[]) {
        const line = { kind: 'hid', vendorId: '0483', productId: '572b' } as const
        const redacted = redactSession({ line, steps }, { framing, keepsSamId: false })
        decodeConversation(encodeConversation({ framing, sessions: [redacted] }))
      }
    },
  },
  {
    name: 'conversation-files',
    seeds: [bytes(encodeConversation({ framing: 'plain', baudRate: 9_600, sessions: [] })), bytes('{"version":1}')],
    run: (given) => {
      try {
        decodeConversation(Buffer.from(given).toString())
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
      }
    },
  },
  sealedRecords,
]
