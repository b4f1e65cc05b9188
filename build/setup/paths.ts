import { join, resolve } from 'node:path'

/** The repository's root: every path here is absolute, so a command works from any directory. */
export const root = resolve(import.meta.dirname, '../..')

/** What set-up fetched or built for this machine; safe to delete, never committed. */
export const runtimeDir = join(root, '.runtime')

/** Where every check and test leaves its reports, screenshots and traces. */
export const resultsDir = join(root, 'test-results')

/** Resolves a path an operator typed against the directory they typed it in, not against the repository. */
export function fromCaller(path: string): string {
  return resolve(process.env['HALL_CALLER_DIR'] ?? process.cwd(), path)
}
