import { onTestFinished } from 'vitest'
import { startReaderSimulator, type ReaderSimulator } from '../../../../native/simulator/reader-simulator.ts'
import { TestBed } from '../../../../native/simulator/test-bed.ts'
import { bulkBedScript, BulkSocket, type PipeCount } from '../../../../native/simulator/usb/bulk-socket.ts'

/** A machine with bulk devices of its own, gone when the test is over. */
export async function bulkBed(): Promise<TestBed> {
  const bed = await TestBed.start(bulkBedScript)
  onTestFinished(() => bed.stop())
  return bed
}

/** The identity of the reference module's bulk readers. */
export const bulkReader = { vendorId: '0400', productId: 'c35a' } as const

/** A simulated bulk reader, plugged into a bed. */
export async function bulkReaderOn(bed: TestBed, pipes: PipeCount): Promise<ReaderSimulator> {
  const socket = new BulkSocket(bed, { ...bulkReader, device: 'reader', pipes })
  const simulator = await startReaderSimulator({ socket, cardMs: 0 })
  onTestFinished(() => simulator.stop())
  return simulator
}
