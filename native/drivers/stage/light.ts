import { relaySwitch } from '../../protocol/lcus-relay.ts'
import type { OpenPort } from '../../transport/byte-port.ts'
import type { Clock } from '../../transport/clock.ts'
import type { KeptLine } from './kept-device.ts'

const USUAL_BAUD_RATE = 9_600

/** A light behind a relay board on a serial line; channels are counted from 1. */
export interface LightConfig {
  readonly driver: 'lcus-serial'
  readonly path: string
  readonly baudRate?: number
  readonly channel?: number
}

/** Opens the light. The board never answers: that it took the bytes is all there is to know. */
export async function openLight(
  { path, baudRate = USUAL_BAUD_RATE, channel = 1 }: LightConfig,
  { clock, openPort }: { readonly clock: Clock; readonly openPort: OpenPort },
): Promise<KeptLine<boolean>> {
  const port = await openPort({ path, baudRate }, clock)
  let isLit = false
  const apply = async (isOn: boolean): Promise<void> => {
    await port.write(relaySwitch(channel, isOn))
    isLit = isOn
  }
  // Saying again what holds already is how a line that was pulled out shows, and what a board needs that lost its power.
  return { signal: port.signal, apply, look: () => apply(isLit), close: () => port.close() }
}
