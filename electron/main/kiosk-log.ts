type Level = 'info' | 'warn' | 'error'

/** The only things a log line may say; none of them comes from a citizen. */
export interface LogFields {
  readonly code?: string
  readonly because?: string
  readonly incident?: string
  readonly ms?: number
}

/** One JSON line on standard error; fields from an allow-list, so that nothing personal can slip in. */
export function writeLog(level: Level, event: string, fields: LogFields = {}): void {
  const { code, because, incident, ms } = fields
  process.stderr.write(
    `${JSON.stringify({ time: new Date().toISOString(), level, event, code, because, incident, ms })}\n`,
  )
}

/** Where an unexpected error was thrown: its class and place in the program, never its message, which may quote data. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const [place = ''] = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return `${error.name}${place
    .trim()
    .replace(/^at/, ' at')
    .replace(/\(?\/.*\//, '(')}`
}
