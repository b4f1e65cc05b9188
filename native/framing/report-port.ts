import type { DeviceError } from '../device-error.ts'
import type { BytePort } from '../transport/byte-port.ts'
import { packReports } from './pack-reports.ts'
import type { ReportWay } from './report-layout.ts'
import { ReportUnpacker } from './report-unpacker.ts'

/** A line of bytes over a line of reports: what is written in one piece is one message. */
export class ReportPort implements BytePort {
  readonly #reports: BytePort
  readonly #out: ReportWay

  readonly #unpacker: ReportUnpacker

  constructor(reports: BytePort, ways: { readonly out: ReportWay; readonly in: ReportWay }) {
    this.#reports = reports
    this.#out = ways.out
    this.#unpacker = new ReportUnpacker(ways.in)
  }

  get signal(): AbortSignal {
    return this.#reports.signal
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (const report of packReports(bytes, this.#out)) await this.#reports.write(report)
  }

  /** One listener: every report is unpacked once. */
  onData(listener: (bytes: Uint8Array) => void): void {
    this.#reports.onData((report) => {
      const data = this.#unpacker.take(report)
      if (data.length > 0) listener(data)
    })
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#reports.onClose(listener)
  }

  close(): Promise<void> {
    return this.#reports.close()
  }
}
