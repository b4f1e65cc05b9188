import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { failures } from '../../sync-server/contract/failure.ts'
import type { DeviceFailureCode } from '../device-error.ts'
import { reportLayouts, type ReportFraming } from '../framing/report-layout.ts'
import type { RecordedSession, RecordedStep } from '../transport/line-recorder.ts'

const UsbId = Type.String({ pattern: '^[0-9a-f]{4}$' })
const Line = Type.Union([
  Type.Object({ kind: Type.Literal('serial'), baudRate: Type.Integer({ minimum: 1 }) }),
  Type.Object({ kind: Type.Union([Type.Literal('hid'), Type.Literal('usb')]), vendorId: UsbId, productId: UsbId }),
])
const Step = Type.Union([
  Type.Tuple([
    Type.Number(),
    Type.Union([Type.Literal('host'), Type.Literal('device')]),
    Type.String({ pattern: '^([0-9A-F]{2})*$' }),
  ]),
  Type.Tuple([Type.Number(), Type.Literal('end')]),
])
const framings = Object.keys(reportLayouts) as ReportFraming[]
const ConversationJson = Type.Object({
  version: Type.Literal(1),
  framing: Type.Union(framings.map((name) => Type.Literal(name))),
  /** The speed that the driver was told; absent = it tried them all. */
  baudRate: Type.Optional(Type.Integer({ minimum: 1 })),
  sessions: Type.Array(Type.Object({ line: Line, refused: Type.Optional(Type.String()), steps: Type.Array(Step) })),
})

/** Conversations with one reader, redacted, and what the driver had been told to speak with it. */
export interface Conversation {
  readonly framing: ReportFraming
  readonly baudRate?: number
  readonly sessions: readonly RecordedSession[]
}

type StepJson = Static<typeof Step>

function stepToJson(step: RecordedStep): StepJson {
  return step.from === 'end'
    ? [step.atMs, 'end']
    : [step.atMs, step.from, Buffer.from(step.bytes).toString('hex').toUpperCase()]
}

function stepFromJson(step: StepJson): RecordedStep {
  return step[1] === 'end'
    ? { atMs: step[0], from: 'end' }
    : { atMs: step[0], from: step[1], bytes: new Uint8Array(Buffer.from(step[2], 'hex')) }
}

/** A conversation as a file: JSON, one step a line, bytes in hex. */
export function encodeConversation({ framing, baudRate, sessions }: Conversation): string {
  const body = sessions.map(({ line, refused, steps }) => {
    const rows = steps.map((step) => `   ${JSON.stringify(stepToJson(step))}`).join(',\n')
    const facts = JSON.stringify({ line, refused }).slice(1, -1)
    return `  {${facts},"steps":[\n${rows}\n  ]}`
  })
  const facts = JSON.stringify({ version: 1, framing, baudRate }).slice(1, -1)
  return `{${facts},"sessions":[\n${body.join(',\n')}\n]}\n`
}

/** Reads such a file; throws a `SyntaxError` that says what it is not. */
export function decodeConversation(text: string): Conversation {
  const given: unknown = JSON.parse(text)
  if (!Value.Check(ConversationJson, given)) throw new SyntaxError('not a conversation of this version')
  const sessions = given.sessions.map(({ line, refused, steps }): RecordedSession => {
    if (refused !== undefined && !Object.hasOwn(failures, refused)) throw new SyntaxError('an unknown failure')
    const rows = steps.map(stepFromJson)
    return { line, steps: rows, ...(refused === undefined ? {} : { refused: refused as DeviceFailureCode }) }
  })
  const { framing, baudRate } = given
  return { framing: framing as ReportFraming, sessions, ...(baudRate === undefined ? {} : { baudRate }) }
}
