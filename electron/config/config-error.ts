/** A configuration that cannot be used; the message is one line for each thing wrong, each led by its key path. */
export class ConfigError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[], options?: { cause?: unknown }) {
    super(faults.join('\n'), options)
    this.name = 'ConfigError'
    this.faults = faults
  }
}
