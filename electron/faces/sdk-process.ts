import { spawn } from 'node:child_process'

/** The program around a vendor's SDK as its keeper sees it; a fake in tests. */
export interface SdkProcess {
  /** Writes a message and wipes it. */
  send(message: Buffer): void
  onData(listener: (chunk: Uint8Array) => void): void
  /** Called once when the process has ended or could not begin. */
  onExit(listener: (because: string) => void): void
  kill(): void
}

/** What an administrator says of the program. */
export interface SdkProgram {
  readonly program: string
  readonly args: readonly string[]
}

/** Only what a program needs to find its libraries: nothing of the kiosk's own environment. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, LANG, LD_LIBRARY_PATH } = process.env
  return { ...(PATH && { PATH }), ...(LANG && { LANG }), ...(LD_LIBRARY_PATH && { LD_LIBRARY_PATH }) }
}

/** Starts the program without a shell; what it writes to standard error goes nowhere, since it may tell of a person. */
export function sdkProcess({ program, args }: SdkProgram): SdkProcess {
  const child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'ignore'], env: environment() })
  child.stdin.on('error', () => undefined) // the exit tells
  return {
    send: (message) => {
      child.stdin.write(message, () => message.fill(0))
    },
    onData: (listener) => {
      child.stdout.on('data', listener)
    },
    onExit: (listener) => {
      child.once('error', ({ message }) => listener(message))
      child.once('exit', (code, signal) => listener(`ended by ${signal ?? code}`))
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
