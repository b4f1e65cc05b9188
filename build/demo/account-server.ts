import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { writeDemoSeed } from './demo-seed.ts'
import { startProgram } from './program.ts'

/** A running account server in demo mode. */
export interface AccountServer {
  readonly url: string
  /** Lets one kiosk enrol; absent when the server has none to give. */
  readonly enrolmentCode: string | undefined
  readonly pid: number
  stop(): Promise<void>
}

/**
 * Starts the account server as a program of its own, with its database under `dataDir`; `sandboxes` are the outside systems in the
 * words of its environment.
 */
export async function startAccountServer(
  dataDir: string,
  signal?: AbortSignal,
  sandboxes: Readonly<Record<string, string>> = {},
): Promise<AccountServer> {
  const { hello, pid, stop } = await startProgram({
    name: 'the account server',
    command: [process.execPath, join(root, 'sync-server/main.ts')],
    env: {
      ...process.env,
      ...sandboxes,
      HALL_MODE: 'demo',
      HOST: '127.0.0.1',
      PORT: '0',
      HALL_DATA: join(dataDir, 'server'),
      HALL_DEMO_SEED: writeDemoSeed(join(dataDir, 'people.json')),
    },
    logFile: join(dataDir, 'log/server.log'),
    signal,
  })
  const code = hello['enrolmentCode']
  return { url: String(hello['url']), enrolmentCode: typeof code === 'string' ? code : undefined, pid, stop }
}
