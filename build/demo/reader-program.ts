import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { startProgram } from './program.ts'

/** The reader simulator: a program of its own at the other end of a pseudo-terminal. */
export interface ReaderProgram {
  /** The serial path for the kiosk. */
  readonly path: string
  /** Where its handles are. */
  readonly url: string
  stop(): Promise<void>
}

/** Starts the reader simulator. */
export async function startReader(dataDir: string, signal?: AbortSignal): Promise<ReaderProgram> {
  const script = join(root, 'native/simulator/main.ts')
  const { hello, stop } = await startProgram({
    name: 'the reader simulator',
    command: [process.execPath, script, '--dir', join(dataDir, 'reader')],
    env: process.env,
    logFile: join(dataDir, 'log/reader.log'),
    signal,
  })
  return { path: String(hello['path']), url: String(hello['devices']), stop }
}
