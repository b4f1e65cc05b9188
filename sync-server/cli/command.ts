import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Foundation, layFoundation } from '../foundation.ts'
import { totpAddress } from '../platform/totp.ts'
import { settingsOf, SettingsRefused } from '../platform/settings.ts'

/** Wrong words on the command line. */
export class UsageFault extends Error {
  constructor(usage: string) {
    super(usage)
    this.name = 'UsageFault'
  }
}

/** The words of a command line by name; anything unknown is a usage fault. */
export function wordsOf(names: readonly string[], usage: string): Readonly<Record<string, string | undefined>> {
  const options: ParseArgsConfig['options'] = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
  try {
    return parseArgs({ options, strict: true }).values as Record<string, string | undefined>
  } catch {
    throw new UsageFault(usage)
  }
}

/** One line of output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** What an authenticator app needs; said this once and kept sealed. */
export function sayAuthenticator(secret: string, number: string): void {
  say(`authenticator app: ${totpAddress(secret, number)}`)
}

/** Runs a command; what the person at the keyboard can mend is said without a stack. */
export async function command(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (cause) {
    if (!(cause instanceof SettingsRefused || cause instanceof UsageFault)) throw cause
    process.stderr.write(`${cause.message}\n`)
    process.exitCode = 1
  }
}

/** Runs a command on the server's own data, as the environment names them. */
export function withFoundation(run: (foundation: Foundation) => Promise<void>): Promise<void> {
  return command(async () => {
    const foundation = await layFoundation(settingsOf(process.env))
    try {
      await run(foundation)
    } finally {
      await foundation.database.close()
    }
  })
}
