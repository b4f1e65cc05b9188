import { join } from 'node:path'
import { PrinterSimulator, type PrinterFault } from '../../native/simulator/printer/printer-simulator.ts'
import { SerialSocket } from '../../native/simulator/serial-socket.ts'

/** A slip as the devices page shows it. */
export interface ShownSlip {
  readonly lines: readonly string[]
  readonly qrTexts: readonly string[]
}

/** The simulated receipt printer, and the serial path for the kiosk. */
export interface DemoPrinter {
  readonly path: string
  slips(): readonly ShownSlip[]
  fault(): PrinterFault
  setFault(fault: PrinterFault): Promise<void>
  stop(): Promise<void>
}

/** Starts the printer simulator at the other end of a pseudo-terminal. */
export async function startPrinter(dataDir: string): Promise<DemoPrinter> {
  const socket = await SerialSocket.in(join(dataDir, 'printer'), 'printer')
  const printer = await PrinterSimulator.start(socket)
  return {
    path: socket.path,
    slips: () => printer.slips.map(({ lines, qrTexts }) => ({ lines: lines.map(({ text }) => text), qrTexts })),
    fault: () => printer.fault,
    setFault: (fault) => printer.setFault(fault),
    stop: () => printer.stop(),
  }
}
