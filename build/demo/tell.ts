/** Tells whoever started the demo what it is doing. Standard output stays free for the one line of JSON. */
export function tell(message: string): void {
  process.stderr.write(`[demo] ${message}\n`)
}
