import type { ReportFraming } from '../framing/report-layout.ts'
import { STATUS_AT } from '../framing/sam-frame.ts'
import { samCommands, type SamCommandName } from '../protocol/sam-commands.ts'
import type { RecordedSession } from '../transport/line-recorder.ts'
import { streamOf } from './session-stream.ts'

/** How often one command was answered over a whole trial, and how long the answers took. */
export interface ExchangeTimes {
  readonly command: SamCommandName
  readonly answers: number
  /** Answers whose SW3 is the command's own success. */
  readonly successes: number
  readonly shortestMs: number
  readonly medianMs: number
  readonly longestMs: number
}

/** From the question to the last byte of its answer, per command, in the order of the command table. */
export function exchangeTimes(sessions: readonly RecordedSession[], framing: ReportFraming): readonly ExchangeTimes[] {
  const all = sessions.flatMap((session) => {
    const { bytes, answers } = streamOf(session, framing)
    return answers.map(({ start, command, askedAtMs, atMs }) => ({
      command,
      sw3: bytes[start + STATUS_AT],
      tookMs: atMs - askedAtMs,
    }))
  })
  const names = Object.keys(samCommands) as SamCommandName[]
  return names.flatMap((command) => {
    const own = all.filter((each) => each.command === command)
    const times = own.map(({ tookMs }) => tookMs).sort((a, b) => a - b)
    const [shortestMs, longestMs] = [times[0], times.at(-1)]
    if (shortestMs === undefined || longestMs === undefined) return []
    const medianMs = times[times.length >> 1] ?? shortestMs
    const successes = own.filter(({ sw3 }) => sw3 === samCommands[command].ok).length
    return [{ command, answers: own.length, successes, shortestMs, medianMs, longestMs }]
  })
}
