import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { DeviceError } from '../device-error.ts'
import type { BytePort } from '../transport/byte-port.ts'
import { systemClock } from '../transport/clock.ts'

const run = promisify(execFile)
/** Start, 8 data and stop bit. */
const BITS_PER_BYTE = 10
/** Bytes leave in pieces of this size, each followed by the time that they need on the line. */
const PIECE_BYTES = 48

/** At which speed the other end of a pseudo-terminal is open. */
async function speedOf(path: string): Promise<number> {
  const { stdout } = await run('stty', ['-F', path, 'speed'])
  return Number(stdout)
}

/** The device's end of a line of a certain speed: whoever speaks at another is not heard, and bytes take their time. */
export class RatedPort implements BytePort {
  readonly #port: BytePort
  readonly #line: { readonly hostPath: string; readonly baudRate: number }
  #heard: Promise<void> = Promise.resolve()

  constructor(port: BytePort, line: { readonly hostPath: string; readonly baudRate: number }) {
    this.#port = port
    this.#line = line
  }

  get signal(): AbortSignal {
    return this.#port.signal
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES)
      await systemClock.wait((1_000 * BITS_PER_BYTE * piece.length) / this.#line.baudRate, this.signal)
      await this.#port.write(piece)
    }
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#port.onData((chunk) => {
      const bytes = chunk.slice()
      this.#heard = this.#heard.then(async () => {
        const speed = await speedOf(this.#line.hostPath).catch(() => 0) // unplugged meanwhile
        if (speed === this.#line.baudRate) listener(bytes)
      })
    })
  }

  onClose(listener: (reason: DeviceError) => void): void {
    this.#port.onClose(listener)
  }

  close(): Promise<void> {
    return this.#port.close()
  }
}
