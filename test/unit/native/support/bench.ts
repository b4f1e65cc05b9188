import { openReader, type ReaderConfig } from '../../../../native/drivers/registry.ts'
import type { DocumentReader } from '../../../../native/drivers/document-reader.ts'
import { LineMemory } from '../../../../native/drivers/line-memory.ts'
import { encodeSamFrame } from '../../../../native/framing/sam-frame.ts'
import { SamModule } from '../../../../native/simulator/sam-module.ts'
import { toHex } from './bytes.ts'
import { VirtualClock } from './virtual-clock.ts'
import { WiredReader } from './wired-reader.ts'

/** A signal that never aborts. */
export const { signal } = new AbortController()
const LINE: ReaderConfig = { driver: 'sam-serial', path: 'line', baudRate: 115_200 }
/** A published HID reader as the machine lists it. */
export const hidReader = { path: 'hid', vendorId: '0483', productId: '572b' } as const

/** A bulk reader of the reference module as the machine lists it. */
export const usbReader = { path: 'usb', vendorId: '0400', productId: 'c35a' } as const

/** Every driver, each with a configuration that finds the module on the bench: one row of the registry, one suite. */
export const driverRows: readonly { readonly name: string; readonly config: ReaderConfig }[] = [
  { name: 'sam-serial', config: LINE },
  { name: 'sam-hid', config: { driver: 'sam-hid', vendorId: '0483', productId: '572b' } },
  { name: 'sam-hid, plain', config: { driver: 'sam-hid', vendorId: '0483', productId: '572b', framing: 'plain' } },
  { name: 'sam-usb', config: { driver: 'sam-usb', vendorId: '0400', productId: 'c35a' } },
  { name: 'auto', config: { driver: 'auto' } },
]

/** A driver on the bench: time that can be driven, a module, and the commands that it was asked. */
export interface Bench {
  readonly clock: VirtualClock
  readonly wired: WiredReader
  readonly memory: LineMemory
  readonly asked: string[]
  open(config?: ReaderConfig): Promise<DocumentReader>
}

type Answers = (command: string, nth: number) => number | 'silence' | undefined

/** A module whose answers a test may replace: command in hex → SW3, or silence. */
export function bench(answers: Answers = () => undefined, configured: ReaderConfig = LINE): Bench {
  const clock = new VirtualClock()
  const wired = new WiredReader(clock)
  const memory = new LineMemory()
  const asked: string[] = []
  if (configured.driver === 'sam-usb') wired.usbDevices = [usbReader]
  if (configured.driver === 'sam-hid') {
    wired.hidDevices = [hidReader]
    wired.framing = configured.framing ?? 'pass-through'
  }
  const genuine = SamModule.prototype.answer.bind(wired.module)
  wired.module.answer = (frame) => {
    const command = toHex(frame.subarray(7, 9))
    asked.push(command)
    const instead = answers(command, asked.filter((each) => each === command).length)
    if (instead === 'silence') return new Uint8Array()
    return instead === undefined ? genuine(frame) : encodeSamFrame(Uint8Array.of(0, 0, instead))
  }
  const open = (config = configured): Promise<DocumentReader> =>
    clock.drive(openReader(config, { context: wired.context, signal, memory }))
  return { clock, wired, memory, asked, open }
}
