import type { BytePort } from '../transport/byte-port.ts'

/** A device that is plugged in: its own end of the line, and how it is pulled out. */
export interface Plug {
  readonly port: BytePort
  pull(): Promise<void>
}

/** Where a simulated device is plugged in again and again. */
export interface Socket {
  plugIn(): Promise<Plug>
}
