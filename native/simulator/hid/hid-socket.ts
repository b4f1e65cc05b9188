import { ReportPort } from '../../framing/report-port.ts'
import { reportLayouts, type ReportFraming } from '../../framing/report-layout.ts'
import type { DeviceError } from '../../device-error.ts'
import type { BytePort } from '../../transport/byte-port.ts'
import { PortEnd } from '../../transport/port-end.ts'
import type { Plug, Socket } from '../socket.ts'
import type { DeviceFacts, TestBed } from '../test-bed.ts'

import { join } from 'node:path'

/** The bed on which HID devices are plugged in. */
export const hidBedScript = join(import.meta.dirname, 'test-bed.py')

/** The device's own end of a HID line: reports in, reports out. */
class BedPort implements BytePort {
  readonly #bed: TestBed
  readonly #device: string
  readonly #end = new PortEnd()
  readonly #listeners = new Set<(bytes: Uint8Array) => void>()

  constructor(bed: TestBed, device: string) {
    this.#bed = bed
    this.#device = device
  }

  get signal(): AbortSignal {
    return this.#end.signal
  }

  async write(report: Uint8Array): Promise<void> {
    this.signal.throwIfAborted()
    await this.#bed.report(this.#device, report)
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.add(listener)
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#end.onClose(listener)
  }

  async close(): Promise<void> {
    if (this.#end.end(new Error('unplugged'))) await this.#bed.unplug(this.#device)
  }

  receive(report: Uint8Array): void {
    if (!this.#end.hasEnded) this.#listeners.forEach((listener) => listener(report))
  }
}

/** A USB socket for one HID reader: it keeps its place, and gets a new device node every time. */
export class HidSocket implements Socket {
  readonly #bed: TestBed
  readonly #facts: DeviceFacts
  readonly #framing: ReportFraming

  constructor(bed: TestBed, facts: DeviceFacts, framing: ReportFraming) {
    this.#bed = bed
    this.#facts = facts
    this.#framing = framing
  }

  async plugIn(): Promise<Plug> {
    const reports = new BedPort(this.#bed, this.#facts.device)
    await this.#bed.plug(this.#facts, (report) => reports.receive(report))
    const { request, answer } = reportLayouts[this.#framing]
    return { port: new ReportPort(reports, { out: answer, in: request }), pull: () => reports.close() }
  }
}
