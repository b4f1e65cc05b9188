import { pino } from 'pino'

/** Every field that may ever stand in a log line; there is no place for free text, so nothing personal can get in. */
export interface LogFields {
  readonly kioskId?: string
  readonly recordId?: string
  readonly route?: string
  readonly status?: number
  readonly ms?: number
  readonly code?: string
  readonly incident?: string
  readonly count?: number
  readonly errorName?: string
  readonly errorCode?: string
  /** Function and file of the topmost frames, without message or folder. */
  readonly frames?: readonly string[]
}
export type LogEvent =
  | 'started'
  | 'stopping'
  | 'stopped'
  | 'answered'
  | 'incident'
  | 'record-parked'
  | 'kiosk-enrolled'
  | 'swept'
  | 'message-not-delivered'
  | 'third-party-failed'
  | 'authority-failed'
  | 'levels-checked'
  | 'level-faults'

/** Writes events with allowed fields only. */
export interface Logger {
  say(event: LogEvent, fields?: LogFields): void
}

const ALLOWED: Readonly<Record<keyof LogFields, true>> = {
  kioskId: true,
  recordId: true,
  route: true,
  status: true,
  ms: true,
  code: true,
  incident: true,
  count: true,
  errorName: true,
  errorCode: true,
  frames: true,
}

/** Whether a field may be logged. */
export function isAllowedField(name: string): boolean {
  return Object.hasOwn(ALLOWED, name)
}

/** Logs JSON lines to standard error; fields that are not on the list are dropped, whatever their type said. */
export function jsonLogger(level: string, stream: { write(line: string): void } = process.stderr): Logger {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream)
  return {
    say(event, fields = {}) {
      const severity = event === 'incident' ? 'error' : 'info'
      if (!log.isLevelEnabled(severity)) return
      const allowed = Object.fromEntries(Object.entries(fields).filter(([name]) => isAllowedField(name)))
      log[severity]({ event, ...allowed })
    },
  }
}

const FRAME = /at (?:async )?([\w.<>#$ [\]]+?) ?\(?(?:[^()]*\/)?([\w.-]+:\d+):\d+\)?$/

/** What may be said of an unexpected error: its class, its code and where it arose; never its message. */
export function describeError(error: unknown): Pick<LogFields, 'errorName' | 'errorCode' | 'frames'> {
  if (!(error instanceof Error)) return { errorName: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? { errorCode: error.code } : {}
  const lines = (error.stack ?? '').split('\n').map((line) => FRAME.exec(line.trim()))
  const frames = lines.flatMap((match) => (match ? [`${match[1]} ${match[2]}`] : [])).slice(0, 8)
  return { errorName: error.name, ...code, frames }
}
