import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { within, type Clock } from '../transport/clock.ts'

const START_LIMIT_MS = 5_000
const STOP_LIMIT_MS = 2_000

/** Two ends of a cable: what is written to one comes out of the other. */
export interface PseudoTerminal {
  /** Pulls the cable: both paths vanish. */
  close(): Promise<void>
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()))

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new Error('socat cannot be started; it makes the pseudo-terminals', { cause })),
    )
    child.once('exit', (code) => reject(new Error(`socat ended with ${code}`)))
    let said = ''
    child.stderr?.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.includes('starting data transfer loop')) resolve()
    })
  })
}

async function stop(child: ChildProcess, clock: Clock): Promise<void> {
  child.kill('SIGTERM')
  const late = (): Error => new Error('socat did not end')
  await within(ended(child), { clock, ms: STOP_LIMIT_MS, late }).catch(() => child.kill('SIGKILL'))
}

/** Makes a pair of pseudo-terminals under two links. Rejects when `socat` is not installed. */
export async function openPseudoTerminal(
  links: { host: string; module: string },
  clock: Clock,
): Promise<PseudoTerminal> {
  const removeLinks = (): Promise<unknown> => Promise.all(Object.values(links).map((path) => rm(path, { force: true })))
  await removeLinks()
  const ends = Object.values(links).map((path) => `pty,raw,echo=0,link=${path}`)
  const child = spawn('socat', ['-d', '-d', ...ends], { stdio: ['ignore', 'ignore', 'pipe'] })
  const late = (): Error => new Error('socat did not start')
  await within(started(child), { clock, ms: START_LIMIT_MS, late })
  // Held open, so that a host that closes its end does not hang up the cable.
  const held: FileHandle = await open(links.host, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  return {
    close: async () => {
      await held.close()
      await stop(child, clock)
      await removeLinks()
    },
  }
}
