import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { UsbIdentity } from '../../drivers/reader-models.ts'

const SCRIPT = join(import.meta.dirname, 'test-bed.py')
/** Debian's own interpreter: its bindings of umockdev belong to no other. */
const PYTHON = '/usr/bin/python3'

/** What a simulated HID device is plugged in as. */
export interface HidDeviceFacts extends UsbIdentity {
  /** The name under which the bed knows it. */
  readonly device: string
  /** The product name that it tells the system. */
  readonly product?: string
}

type Said = { readonly root?: string; readonly done?: true; readonly device?: string; readonly report?: string }
type Command = { readonly do: 'plug' | 'unplug' | 'report'; readonly device: string; readonly [fact: string]: unknown }

/**
 * HID devices that programs started with `env` see as the machine's only ones. A program of its own keeps them; one
 * command is under way at a time.
 */
export class HidTestBed {
  /** Environment of the program under test. */
  readonly env: Readonly<Record<string, string>>
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #listeners = new Map<string, (report: Uint8Array) => void>()
  #done: (() => void) | undefined
  #last: Promise<void> = Promise.resolve()

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>, root: string) {
    this.#child = child
    this.env = { LD_PRELOAD: 'libumockdev-preload.so.0', UMOCKDEV_DIR: root }
  }

  /** Rejects when the machine has no umockdev. */
  static start(): Promise<HidTestBed> {
    const child = spawn('umockdev-wrapper', [PYTHON, SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] })
    return new Promise((resolve, reject) => {
      let bed: HidTestBed | undefined
      child.once('error', (cause) =>
        reject(new Error('umockdev cannot be started; it makes the HID devices', { cause })),
      )
      child.once('exit', (code) => reject(new Error(`the HID test bed ended with ${code}`)))
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = JSON.parse(line) as Said
        if (said.root !== undefined) resolve((bed = new HidTestBed(child, said.root)))
        else bed?.hear(said)
      })
    })
  }

  plug(facts: HidDeviceFacts, onReport: (report: Uint8Array) => void): Promise<void> {
    this.#listeners.set(facts.device, onReport)
    return this.#tell({ do: 'plug', ...facts })
  }

  unplug(device: string): Promise<void> {
    this.#listeners.delete(device)
    return this.#tell({ do: 'unplug', device })
  }

  /** Sends an input report, as soon as the one before has been taken. */
  report(device: string, report: Uint8Array): Promise<void> {
    return this.#tell({ do: 'report', device, hex: Buffer.from(report).toString('hex') })
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

  private hear({ done, device, report }: Said): void {
    if (done) this.#done?.()
    if (device !== undefined && report !== undefined) {
      this.#listeners.get(device)?.(new Uint8Array(Buffer.from(report, 'hex')))
    }
  }
}
