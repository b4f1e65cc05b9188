import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeConversation,
  encodeConversation,
  type Conversation,
} from '../../../native/conformance/conversation-file.ts'
import { recordedContext, replayedConfig, replayedContext } from '../../../native/conformance/recorded-context.ts'
import { redactSession } from '../../../native/conformance/redact-session.ts'
import { DeviceError } from '../../../native/device-error.ts'
import type { ReaderContext } from '../../../native/drivers/document-reader.ts'
import { openReader, type ReaderConfig } from '../../../native/drivers/registry.ts'
import { gbkText } from '../../../native/framing/gbk-text.ts'
import { frameSpans } from '../../../native/framing/frame-spans.ts'
import { Framer } from '../../../native/framing/framer.ts'
import { encodeSamFrame, samFrame } from '../../../native/framing/sam-frame.ts'
import { encodeAddress, encodeCard, type ChipLayout } from '../../../native/simulator/card-encoder.ts'
import { lineFaults } from '../../../native/simulator/line-fault.ts'
import { foreignCardOf, residencePermitOf, residentCardOf } from '../../../native/simulator/person-document.ts'
import { LineRecorder } from '../../../native/transport/line-recorder.ts'
import { seeded } from '../../fuzz/fuzzing.ts'
import { hidReader } from '../../unit/native/support/bench.ts'
import { VirtualClock } from '../../unit/native/support/virtual-clock.ts'
import { WiredReader } from '../../unit/native/support/wired-reader.ts'

/** Characters of the Unicode blocks 4E00–9FFF without those of any stand-in. */
const han = fc.integer({ min: 0x5200, max: 0x9f00 }).map((code) => String.fromCharCode(code))
const words = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(han, { minLength: min, maxLength: max }).map((chars) => `${chars.join('')}䲜`)
/** Bytes without a pattern, from one number so that a failure shrinks in no time. */
const block = (bytes: number): fc.Arbitrary<Uint8Array> =>
  fc.integer({ min: 1, max: 2 ** 30 }).map((seed) => {
    const random = seeded(seed)
    return Uint8Array.from({ length: bytes }, () => random(256))
  })

const card = fc.record({
  layout: fc.constantFrom<ChipLayout>('resident', 'residence-permit', 'foreign-2017', 'foreign-2023'),
  name: words(3, 10),
  address: words(12, 30),
  newAddress: words(12, 30),
  number: fc.stringMatching(/^[3-9]{15}$/),
  latin: fc.stringMatching(/^[QXZJ]{12,20}$/),
  photo: block(1024),
  fingerprints: block(1024),
})
type Card = typeof card extends fc.Arbitrary<infer T> ? T : never
const lines: readonly ReaderConfig[] = [
  { driver: 'sam-serial', path: 'line', baudRate: 115_200 },
  { driver: 'sam-hid', vendorId: '0483', productId: '572b', framing: 'pass-through' },
  { driver: 'sam-hid', vendorId: '0483', productId: '572b', framing: 'plain' },
]
const { signal } = new AbortController()
/** `05.01-20200131-0000012345-4000000001` without its version: what tells the simulated module from others. */
const SAM_SECRET = Buffer.from('C33A34013930000001286BEE', 'hex')

function documentOf({ layout, name, address, number, latin }: Card) {
  const base = {
    resident: residentCardOf(name, '1993-07-19', 'female'),
    'residence-permit': residencePermitOf(name),
    'foreign-2017': { ...foreignCardOf('foreign-2017'), nationality: 'XZQ', romanizedName: latin },
    'foreign-2023': { ...foreignCardOf('foreign-2023'), nationality: 'XZQ', romanizedName: latin },
  }[layout]
  return {
    ...base,
    fullName: name.slice(0, 15),
    documentNumber: number,
    ...(base.registeredAddress ? { registeredAddress: address } : {}),
  }
}

/** How a read ended: as what, or with which failure. */
async function outcomeOf(config: ReaderConfig, context: ReaderContext): Promise<string> {
  try {
    const reader = await openReader(config, { context, signal })
    const read = await reader.readDocument({ signal }).finally(() => reader.close())
    return `${read.document.type}, ${read.chipPhoto.length}, ${read.fingerprintBytes}`
  } catch (error) {
    if (error instanceof DeviceError) return error.code
    throw error
  }
}

interface Recorded {
  readonly outcome: string
  readonly raw: Conversation
  readonly redacted: Conversation
  /** The personal blocks as the card holds them. */
  readonly blocks: readonly Uint8Array[]
}

async function record(given: Card, config: ReaderConfig, spoil: (wired: WiredReader) => void): Promise<Recorded> {
  const clock = new VirtualClock()
  const wired = new WiredReader(clock)
  const framing = config.driver === 'sam-hid' ? config.framing! : 'plain'
  if (config.driver === 'sam-hid') wired.hidDevices = [hidReader]
  wired.framing = framing
  const blocks = encodeCard(documentOf(given), { layout: given.layout, photo: given.photo })
  const newAddress = encodeAddress(given.newAddress)
  wired.module.place({ kind: 'identity', blocks, newAddress, fingerprints: given.fingerprints })
  spoil(wired)
  const recorder = new LineRecorder(clock)
  const outcome = await clock.drive(outcomeOf(config, recordedContext(wired.context, recorder)))
  const facts = { framing, ...(config.driver === 'sam-serial' ? { baudRate: config.baudRate! } : {}) }
  const redaction = { framing, keepsSamId: false }
  return {
    outcome,
    raw: { ...facts, sessions: recorder.sessions },
    redacted: { ...facts, sessions: recorder.sessions.map((session) => redactSession(session, redaction)) },
    blocks: [blocks.text, given.photo, given.fingerprints, newAddress, SAM_SECRET],
  }
}

/** Everything that a device sent, report borders and all. */
function sentBytes({ sessions }: Conversation): Buffer {
  const steps = sessions.flatMap((session) => session.steps)
  return Buffer.concat(steps.flatMap((step) => (step.from === 'device' ? [step.bytes] : [])))
}

/** Pieces of personal blocks that say something: not padding, and not what any card of that kind says. */
function tellingPieces({ blocks }: Recorded, nobody: Recorded): Buffer[] {
  const ofNobody = Buffer.concat(nobody.blocks.slice(0, 1))
  return blocks.flatMap((bytes) =>
    Array.from({ length: bytes.length - 11 }, (_, i) => Buffer.from(bytes.subarray(i, i + 12))).filter(
      (piece) => new Set(piece).size > 3 && !ofNobody.includes(piece),
    ),
  )
}

/** A text in every way in which a file could still say it. */
function writtenWays(text: string): string[] {
  const encodings = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(gbkText(text)),
  ]
  const forms = encodings.flatMap((bytes) => [
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
    Buffer.concat([Buffer.alloc(1), bytes])
      .toString('base64')
      .slice(2, -4),
    Buffer.concat([Buffer.alloc(2), bytes])
      .toString('base64')
      .slice(3, -4),
    [...bytes].join(','),
  ])
  return [text, JSON.stringify(text).slice(1, -1), ...forms].map((form) => form.toLowerCase())
}

const nobody: Card = {
  layout: 'resident',
  name: '某某',
  address: '某地',
  newAddress: '某地',
  number: '0',
  latin: '',
  photo: new Uint8Array(1024),
  fingerprints: new Uint8Array(1024),
}

const faults = fc.oneof(
  fc.constantFrom(...lineFaults).map((fault) => (wired: WiredReader) => void (wired.fault = fault)),
  fc.integer({ min: 1, max: 2_600 }).map((bytes) => (wired: WiredReader) => void (wired.cut.bytesLeft = bytes)),
)

test.each(lines)(
  'nothing personal survives on record, in no encoding, whatever the line does: %j',
  { timeout: 120_000 },
  async (config) => {
    let seen = 0
    await fc.assert(
      fc.asyncProperty(card, faults, async (given, spoil) => {
        const recorded = await record(given, config, spoil)
        const [raw, redacted] = [sentBytes(recorded.raw), sentBytes(recorded.redacted)]
        const pieces = tellingPieces(recorded, await record({ ...nobody, layout: given.layout }, config, () => {}))
        seen += pieces.filter((piece) => raw.includes(piece)).length
        expect(redacted.length).toBe(raw.length)
        expect(pieces.filter((piece) => redacted.includes(piece))).toEqual([])
        const file = encodeConversation(recorded.redacted).toLowerCase()
        const texts = [given.name.slice(0, 15), given.address.slice(0, 12), given.newAddress, given.number, '19930719']
        if (given.layout.startsWith('foreign')) texts.push(given.latin)
        expect(texts.flatMap(writtenWays).filter((form) => form.length > 3 && file.includes(form))).toEqual([])
      }),
      { numRuns: 40 },
    )
    expect(seen).toBeGreaterThan(1_000) // the same search finds all of it in what was not redacted
  },
)

test.each(lines)(
  'a redacted recording leads the driver where the reader led it: %j',
  { timeout: 120_000 },
  async (config) => {
    await fc.assert(
      fc.asyncProperty(card, faults, async (given, spoil) => {
        const recorded = await record(given, config, spoil)
        const conversation = decodeConversation(encodeConversation(recorded.redacted))
        const clock = new VirtualClock()
        const replayed = outcomeOf(replayedConfig(conversation), replayedContext(conversation, { clock }))
        expect(await clock.drive(replayed)).toBe(recorded.outcome)
      }),
      { numRuns: 40 },
    )
  },
)

test('frames are found in a recording where a framer cuts them', () => {
  const part = fc.oneof(
    fc.uint8Array({ minLength: 3, maxLength: 400 }).map(encodeSamFrame),
    fc.uint8Array({ maxLength: 40 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const bytes = Uint8Array.from(parts.flatMap((each) => [...each]))
      const cut = new Framer(samFrame).push(bytes).map((frame) => Buffer.from(frame).toString('hex'))
      const found = frameSpans(bytes, samFrame).map(({ start, end }) =>
        Buffer.from(bytes.subarray(start, end)).toString('hex'),
      )
      expect(found.slice(0, cut.length)).toEqual(cut)
    }),
  )
})
