import { join } from 'node:path'
import { ScannerSimulator } from '../../native/simulator/scanner-simulator.ts'
import { SerialSocket } from '../../native/simulator/serial-socket.ts'
import { travelPapers, zoneBytes } from '../../native/simulator/travel-papers.ts'

/** The simulated reader of machine-readable zones and the simulated code scanner, with the serial paths for the kiosk. */
export interface DemoScanners {
  readonly zoneReaderPath: string
  readonly codeScannerPath: string
  papers(): readonly { readonly id: string; readonly title: string }[]
  arePlugged(): boolean
  setPlugged(isPlugged: boolean): Promise<void>
  /** Draws a travel document through the reader; false when there is none of this name, or no reader. */
  read(paper: string): Promise<boolean>
  /** Holds a code before the scanner. */
  scan(text: string): Promise<boolean>
  stop(): Promise<void>
}

/** Starts both at the other ends of pseudo-terminals. */
export async function startScanners(dataDir: string): Promise<DemoScanners> {
  const folder = join(dataDir, 'scanners')
  const zoneSocket = await SerialSocket.in(folder, 'zone-reader')
  const codeSocket = await SerialSocket.in(folder, 'code-scanner')
  const zones = await ScannerSimulator.start(zoneSocket)
  const codes = await ScannerSimulator.start(codeSocket)
  const setPlugged = async (isPlugged: boolean): Promise<void> => {
    await Promise.all([zones.setPlugged(isPlugged), codes.setPlugged(isPlugged)])
  }
  return {
    zoneReaderPath: zoneSocket.path,
    codeScannerPath: codeSocket.path,
    papers: () => travelPapers.map(({ id, title }) => ({ id, title })),
    arePlugged: () => zones.isPlugged,
    setPlugged,
    read: async (id) => {
      const paper = travelPapers.find((each) => each.id === id)
      return paper !== undefined && zones.send(zoneBytes(paper))
    },
    scan: (text) => codes.send(new TextEncoder().encode(`${text}\r`)),
    stop: () => setPlugged(false),
  }
}
