import { startReaderSimulator, type ReaderSimulator } from '../reader-simulator.ts'
import { TestBed } from '../test-bed.ts'
import { hidBedScript, HidSocket } from './hid-socket.ts'

/** A simulated HID reader on a bed of its own; programs started with `env` see it as a device of the machine. */
export interface HidReader extends ReaderSimulator {
  readonly env: Readonly<Record<string, string>>
}

/** The published HID reader. Its product name is Chinese, which bindings give back empty. */
const FACTS = { vendorId: '0483', productId: '572b', device: 'reader', product: '居民身份证阅读机具' } as const

/** Starts a HID reader with the published framing, plugged in. Rejects when the machine has no umockdev. */
export async function startHidReader(): Promise<HidReader> {
  const bed = await TestBed.start(hidBedScript)
  const simulator = await startReaderSimulator({ socket: new HidSocket(bed, FACTS, 'pass-through') })
  const unplug = simulator.stop.bind(simulator)
  const stop = async (): Promise<void> => {
    await unplug()
    await bed.stop()
  }
  return Object.assign(simulator, { env: bed.env, stop })
}
