import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { startProgram } from './program.ts'

/** The reader simulator: a program of its own at the other end of a line. */
export interface ReaderProgram {
  /** What the kiosk is configured with. */
  readonly config: Readonly<Record<string, unknown>>
  /** What the kiosk needs in its environment to see the reader. */
  readonly env: Readonly<Record<string, string>>
  /** Where its handles are. */
  readonly url: string
  stop(): Promise<void>
}

/** On which line the simulated reader stands: a pseudo-terminal, or USB with a HID device. */
export type ReaderLine = 'serial' | 'hid'

const HID_CONFIG = { driver: 'sam-hid', vendorId: '0483', productId: '572b' } as const

/** Starts the reader simulator. */
export async function startReader(dataDir: string, line: ReaderLine, signal?: AbortSignal): Promise<ReaderProgram> {
  const script = join(root, 'native/simulator/main.ts')
  const { hello, stop } = await startProgram({
    name: 'the reader simulator',
    command: [process.execPath, script, '--dir', join(dataDir, 'reader'), ...(line === 'hid' ? ['--hid'] : [])],
    env: process.env,
    logFile: join(dataDir, 'log/reader.log'),
    signal,
  })
  const serial = { driver: 'sam-serial', path: hello['path'], baudRate: 115_200 }
  const env = (hello['env'] ?? {}) as ReaderProgram['env']
  return { config: line === 'hid' ? HID_CONFIG : serial, env, url: String(hello['devices']), stop }
}
