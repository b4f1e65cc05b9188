import { startReaderSimulator, type ReaderSimulator, type SimulatorOptions } from './reader-simulator.ts'
import { SerialSocket } from './serial-socket.ts'

/** A simulated reader on a pseudo-terminal, and the serial path that a kiosk is configured with. */
export interface SerialReader extends ReaderSimulator {
  readonly path: string
}

/** Starts a simulated serial reader whose links lie in `dir`. Rejects when the machine has no `socat`. */
export async function startSerialReader({
  dir,
  baudRate,
  ...options
}: { readonly dir: string; readonly baudRate?: number } & Omit<SimulatorOptions, 'socket'>): Promise<SerialReader> {
  const socket = await SerialSocket.in(dir, 'reader', baudRate)
  return Object.assign(await startReaderSimulator({ ...options, socket }), { path: socket.path })
}
