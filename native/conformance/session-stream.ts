import { frameSpans } from '../framing/frame-spans.ts'
import { reportLayouts, type ReportFraming } from '../framing/report-layout.ts'
import { ReportUnpacker } from '../framing/report-unpacker.ts'
import { hostFrame, samFrame } from '../framing/sam-frame.ts'
import { samCommands, type SamCommandName } from '../protocol/sam-commands.ts'
import type { RecordedSession, RecordedStep } from '../transport/line-recorder.ts'

type Traffic = Exclude<RecordedStep, { from: 'end' }>

/** The part of a chunk or report that belongs to the byte stream, and where in the stream it begins. */
export interface Piece {
  readonly chunk: Traffic
  /** A view into the chunk. */
  readonly data: Uint8Array
  readonly at: number
}

/** A whole answer of the module; `command` is nothing when nobody had asked what this program could have asked. */
export interface Answer {
  readonly start: number
  readonly end: number
  readonly command: SamCommandName | undefined
  readonly askedAtMs: number
  readonly atMs: number
}

/** What the module said in one session, free of reports and chunks. */
export interface SessionStream {
  readonly bytes: Uint8Array
  readonly pieces: readonly Piece[]
  readonly answers: readonly Answer[]
}

/** Takes the line's bytes out of one chunk: all of them, or what a report carries. */
type Unpack = (chunk: Uint8Array) => Uint8Array

const COMMAND_AT = 7
const names = Object.keys(samCommands) as SamCommandName[]

function unpackers(line: RecordedSession['line'], framing: ReportFraming): Record<'host' | 'device', Unpack> {
  if (line.kind !== 'hid') return { host: (chunk) => chunk, device: (chunk) => chunk }
  const { request, answer } = reportLayouts[framing]
  const [host, device] = [new ReportUnpacker(request), new ReportUnpacker(answer)]
  return { host: (report) => host.take(report), device: (report) => device.take(report) }
}

function commandOf(request: Uint8Array): SamCommandName | undefined {
  const [span] = frameSpans(request, hostFrame)
  if (!span) return undefined
  const [command, parameter] = request.subarray(span.start + COMMAND_AT)
  return names.find((name) => samCommands[name].code[0] === command && samCommands[name].code[1] === parameter)
}

interface Question {
  readonly at: number
  readonly atMs: number
  readonly command: SamCommandName | undefined
}

function cut(session: RecordedSession, framing: ReportFraming): { pieces: Piece[]; questions: Question[] } {
  const unpack = unpackers(session.line, framing)
  const pieces: Piece[] = []
  const questions: Question[] = []
  let at = 0
  for (const step of session.steps) {
    if (step.from === 'end') continue
    const data = unpack[step.from](step.bytes)
    if (step.from === 'host') questions.push({ at, atMs: step.atMs, command: commandOf(data) })
    else pieces.push({ chunk: step, data, at })
    if (step.from === 'device') at += data.length
  }
  return { pieces, questions }
}

/** Reads a session as the protocol sees it. `framing` matters on a HID line only. */
export function streamOf(session: RecordedSession, framing: ReportFraming): SessionStream {
  const { pieces, questions } = cut(session, framing)
  const bytes = Uint8Array.from(pieces.flatMap(({ data }) => [...data]))
  const answers = frameSpans(bytes, samFrame).map(({ start, end }) => {
    const asked = questions.findLast(({ at }) => at <= start)
    const last = pieces.findLast(({ at, data }) => at < end && data.length > 0)
    const atMs = last?.chunk.atMs ?? 0
    return { start, end, atMs, command: asked?.command, askedAtMs: asked?.atMs ?? atMs }
  })
  return { bytes, pieces, answers }
}
