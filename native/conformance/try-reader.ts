import type { ReaderContext } from '../drivers/document-reader.ts'
import type { ReaderConfig } from '../drivers/registry.ts'
import { framingOf } from '../drivers/sam-hid.ts'
import type { ReportFraming } from '../framing/report-layout.ts'
import { LineRecorder } from '../transport/line-recorder.ts'
import type { Conversation } from './conversation-file.ts'
import { exchangeTimes, type ExchangeTimes } from './exchange-times.ts'
import { recordedContext } from './recorded-context.ts'
import { redactSession } from './redact-session.ts'
import { runTrial, type TrialOutcome } from './run-trial.ts'
import type { TrialOptions } from './trial.ts'

/** What a trial leaves: outcomes, answer times, and the conversation with nothing personal in it. */
export interface Tried extends TrialOutcome {
  readonly times: readonly ExchangeTimes[]
  readonly conversation: Conversation
}

const framingFor = (config: ReaderConfig): ReportFraming => (config.driver === 'sam-hid' ? framingOf(config) : 'plain')

function conversationOf(config: ReaderConfig, recorder: LineRecorder, keepsSamId: boolean): Conversation {
  const framing = framingFor(config)
  const sessions = recorder.sessions.map((session) => redactSession(session, { framing, keepsSamId }))
  const baudRate = config.driver === 'sam-serial' ? config.baudRate : undefined
  return { framing, sessions, ...(baudRate === undefined ? {} : { baudRate }) }
}

/** Takes a reader through the steps with its lines on the record; the raw record is overwritten before this returns. */
export async function tryReader(
  options: TrialOptions,
  { tell, keepsSamId }: { readonly tell: Parameters<typeof runTrial>[1]; readonly keepsSamId: boolean },
): Promise<Tried> {
  const context: ReaderContext = options.context
  const recorder = new LineRecorder(context.clock)
  try {
    const outcome = await runTrial({ ...options, context: recordedContext(context, recorder) }, tell)
    const times = exchangeTimes(recorder.sessions, framingFor(options.config))
    return { ...outcome, times, conversation: conversationOf(options.config, recorder, keepsSamId) }
  } finally {
    recorder.wipe()
  }
}
