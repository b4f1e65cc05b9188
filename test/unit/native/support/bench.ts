import { openReader, type ReaderConfig } from '../../../../native/drivers/registry.ts'
import type { DocumentReader } from '../../../../native/drivers/document-reader.ts'
import { encodeSamFrame } from '../../../../native/framing/sam-frame.ts'
import { SamModule } from '../../../../native/simulator/sam-module.ts'
import { toHex } from './bytes.ts'
import { VirtualClock } from './virtual-clock.ts'
import { WiredReader } from './wired-reader.ts'

/** A signal that never aborts. */
export const { signal } = new AbortController()
const LINE: ReaderConfig = { driver: 'sam-serial', path: 'line', baudRate: 115_200 }

/** A driver on the bench: time that can be driven, a module, and the commands that it was asked. */
export interface Bench {
  readonly clock: VirtualClock
  readonly wired: WiredReader
  readonly asked: string[]
  open(config?: ReaderConfig): Promise<DocumentReader>
}

/** A module whose answers a test may replace: command in hex → SW3, or silence. */
export function bench(
  answers: (command: string, nth: number) => number | 'silence' | undefined = () => undefined,
): Bench {
  const clock = new VirtualClock()
  const wired = new WiredReader(clock)
  const asked: string[] = []
  const genuine = SamModule.prototype.answer.bind(wired.module)
  wired.module.answer = (frame) => {
    const command = toHex(frame.subarray(7, 9))
    asked.push(command)
    const instead = answers(command, asked.filter((each) => each === command).length)
    if (instead === 'silence') return new Uint8Array()
    return instead === undefined ? genuine(frame) : encodeSamFrame(Uint8Array.of(0, 0, instead))
  }
  const open = (config = LINE): Promise<DocumentReader> =>
    clock.drive(openReader(config, { context: wired.context, signal }))
  return { clock, wired, asked, open }
}
