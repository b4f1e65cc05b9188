import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { UsbIdentity } from '../drivers/reader-models.ts'

/** Debian's own interpreter: its bindings of umockdev belong to no other. */
const PYTHON = '/usr/bin/python3'

/** What a simulated USB device is plugged in as. */
export interface DeviceFacts extends UsbIdentity {
  /** The name under which the bed knows it. */
  readonly device: string
  /** The product name that it tells the system. */
  readonly product?: string
  /** How many pairs of bulk pipes a bulk device has. */
  readonly pipes?: number
}

type Said = {
  readonly root?: string
  readonly done?: true
  readonly device?: string
  readonly report?: string
  readonly pipe?: number
}
/** What a device is told: a HID report, or the bytes of one bulk pipe. */
type Listener = (report: Uint8Array, pipe: number) => void
type Command = { readonly do: 'plug' | 'unplug' | 'report'; readonly device: string; readonly [fact: string]: unknown }

/**
 * USB devices that programs started with `env` see as the machine's only ones. A program of its own keeps them; one
 * command is under way at a time.
 */
export class TestBed {
  /** Environment of the program under test. */
  readonly env: Readonly<Record<string, string>>
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #listeners = new Map<string, Listener>()
  #done: (() => void) | undefined
  #last: Promise<void> = Promise.resolve()

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>, root: string) {
    this.#child = child
    this.env = { LD_PRELOAD: 'libumockdev-preload.so.0', UMOCKDEV_DIR: root }
  }

  /** Starts the bed that a script describes. Rejects when the machine has no umockdev. */
  static start(script: string): Promise<TestBed> {
    const child = spawn('umockdev-wrapper', [PYTHON, script], { stdio: ['pipe', 'pipe', 'inherit'] })
    return new Promise((resolve, reject) => {
      let bed: TestBed | undefined
      child.once('error', (cause) =>
        reject(new Error('umockdev cannot be started; it makes the USB devices', { cause })),
      )
      child.once('exit', (code) => reject(new Error(`the test bed ended with ${code}`)))
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = JSON.parse(line) as Said
        if (said.root !== undefined) resolve((bed = new TestBed(child, said.root)))
        else bed?.hear(said)
      })
    })
  }

  plug(facts: DeviceFacts, onReport: Listener): Promise<void> {
    this.#listeners.set(facts.device, onReport)
    return this.#tell({ do: 'plug', ...facts })
  }

  unplug(device: string): Promise<void> {
    this.#listeners.delete(device)
    return this.#tell({ do: 'unplug', device })
  }

  /** Sends an input report, as soon as the one before has been taken, or bytes on a bulk pipe. */
  report(device: string, report: Uint8Array, pipe = 0): Promise<void> {
    return this.#tell({ do: 'report', device, pipe, hex: Buffer.from(report).toString('hex') })
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const ended = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.stdin.end()
    await ended
  }

  #tell(command: Command): Promise<void> {
    const telling = this.#last.then(
      () =>
        new Promise<void>((resolve) => {
          this.#done = resolve
          this.#child.stdin.write(`${JSON.stringify(command)}\n`)
        }),
    )
    this.#last = telling
    return telling
  }

  private hear({ done, device, report, pipe = 0 }: Said): void {
    if (done) this.#done?.()
    if (device !== undefined && report !== undefined) {
      this.#listeners.get(device)?.(new Uint8Array(Buffer.from(report, 'hex')), pipe)
    }
  }
}
