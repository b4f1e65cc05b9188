import type { ReportFraming } from '../framing/report-layout.ts'
import { bodyOf, encodeSamFrame } from '../framing/sam-frame.ts'
import { cutReply } from '../protocol/reply-layout.ts'
import { samCommands, type PartOf, type SamCommandName } from '../protocol/sam-commands.ts'
import type { RecordedSession, RecordedStep } from '../transport/line-recorder.ts'
import { streamOf, type Piece } from './session-stream.ts'
import { syntheticParts } from './synthetic-parts.ts'

const STATUS_BYTES = 3

/** How a recording is made fit to be handed on. */
export interface Redaction {
  /** How a HID reader cuts its messages; of no matter on other lines. */
  readonly framing: ReportFraming
  /** Whether the module's number stays, which names one reader among all. */
  readonly keepsSamId: boolean
}

type Part = PartOf<SamCommandName>

/** Only what is understood is rebuilt; of everything else no more than the length is kept. */
function syntheticData(data: Uint8Array, command: SamCommandName | undefined, keepsSamId: boolean): Uint8Array {
  const redacted = new Uint8Array(data.length)
  const parts = command && cutReply<Part>(samCommands[command].reply, data)
  if (!command || !parts) return redacted
  const rows = samCommands[command].reply.parts.map(({ name }) => ({ name, part: parts[name] }))
  const isAnnounced = samCommands[command].reply.kind === 'announced'
  if (isAnnounced) redacted.set(data.subarray(0, 2 * rows.length))
  for (const { name, part } of rows) {
    const stays = name === 'samId' && keepsSamId
    redacted.set(stays ? part : syntheticParts[name](part), part.byteOffset - data.byteOffset)
  }
  return redacted
}

/** The same answer with the same status and length, about nobody; its check byte is right again. */
function syntheticFrame(frame: Uint8Array, command: SamCommandName | undefined, keepsSamId: boolean): Uint8Array {
  const body = bodyOf(frame)
  const data = syntheticData(body.subarray(STATUS_BYTES), command, keepsSamId)
  return encodeSamFrame(Uint8Array.of(...body.subarray(0, STATUS_BYTES), ...data))
}

/** The chunk with its own head, the redacted part of the stream, and zeros where a report was filled up. */
function redactedChunk({ chunk, data, at }: Piece, stream: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(chunk.bytes.length)
  if (data.length === 0) return bytes
  const headBytes = data.byteOffset - chunk.bytes.byteOffset
  bytes.set(chunk.bytes.subarray(0, headBytes))
  bytes.set(stream.subarray(at, at + data.length), headBytes)
  return bytes
}

/**
 * The session with every byte that a device sent made up anew: frames keep their status, length and a valid check byte,
 * what they carry is synthetic, and what is no whole frame becomes zeros. What the host wrote are commands only. Shares no bytes with the session.
 */
export function redactSession(session: RecordedSession, { framing, keepsSamId }: Redaction): RecordedSession {
  const { bytes, pieces, answers } = streamOf(session, framing)
  const redacted = new Uint8Array(bytes.length)
  for (const { start, end, command } of answers) {
    redacted.set(syntheticFrame(bytes.subarray(start, end), command, keepsSamId), start)
  }
  const pieceOf = new Map<RecordedStep, Piece>(pieces.map((piece) => [piece.chunk, piece]))
  const steps = session.steps.map((step): RecordedStep => {
    const piece = pieceOf.get(step)
    if (piece) return { atMs: step.atMs, from: 'device', bytes: redactedChunk(piece, redacted) }
    return step.from === 'end' ? step : { ...step, bytes: step.bytes.slice() }
  })
  return { ...session, steps }
}
