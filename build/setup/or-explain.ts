import { MissingPackages } from './debian.ts'

/** Ends a command with a sentence, not a stack, when only an administrator can go on. */
export async function orExplain(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof MissingPackages)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
