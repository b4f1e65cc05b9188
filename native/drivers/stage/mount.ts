import { pelcoD } from '../../protocol/pelco-d.ts'
import { type Move, visca } from '../../protocol/visca.ts'
import { ViscaExchange } from '../../protocol/visca-exchange.ts'
import type { BytePort, OpenPort } from '../../transport/byte-port.ts'
import type { Clock } from '../../transport/clock.ts'
import type { KeptLine } from './kept-device.ts'

const USUAL_BAUD_RATE = 9_600

/** A pan-tilt mount on a serial line: its address on that line, and the place it takes for a capture. */
export interface MountConfig {
  readonly driver: 'visca-serial' | 'pelco-d-serial'
  readonly path: string
  readonly baudRate?: number
  readonly address?: number
  /** Stored at the mount by whoever installed it; without one a capture begins where the lens happens to look. */
  readonly preset?: number
}

/** What is wanted of a mount: the place of a capture first, if any, then a move until the next wish. */
export interface MountWish {
  readonly isRecalled: boolean
  readonly move: Move
}

interface Surroundings {
  readonly clock: Clock
  readonly openPort: OpenPort
}

/** Says one thing to a mount. */
type Say = (what: { readonly preset: number } | { readonly move: Move }) => Promise<void>

/** Opens the mount that is configured; throws a `DeviceError` when it cannot be opened or does not answer. */
export async function openMount(config: MountConfig, { clock, openPort }: Surroundings): Promise<KeptLine<MountWish>> {
  const { path, baudRate = USUAL_BAUD_RATE, preset } = config
  const port = await openPort({ path, baudRate }, clock)
  try {
    const { say, look } = await speakers[config.driver](port, config.address ?? 1, clock)
    const apply = async ({ isRecalled, move }: MountWish): Promise<void> => {
      if (isRecalled && preset !== undefined) await say({ preset })
      await say({ move })
    }
    return { signal: port.signal, apply, look, close: () => port.close() }
  } catch (error) {
    await port.close()
    throw error
  }
}

type Speaker = (port: BytePort, address: number, clock: Clock) => Promise<{ say: Say; look: () => Promise<void> }>

/** Every protocol that a mount may speak. */
const speakers: Readonly<Record<MountConfig['driver'], Speaker>> = {
  'visca-serial': async (port, address, clock) => {
    const exchange = new ViscaExchange(port, clock)
    await port.write(visca.addressSet) // some answer, some do not
    await port.write(visca.ifClear)
    return {
      say: (what) =>
        exchange.command('preset' in what ? visca.presetRecall(what.preset)(address) : visca.move(what.move)(address)),
      look: async () => void (await exchange.ask(visca.askPower(address))),
    }
  },
  'pelco-d-serial': async (port, address) => ({
    say: (what) =>
      port.write('preset' in what ? pelcoD.presetRecall(address, what.preset) : pelcoD.move(address, what.move)),
    look: () => port.write(pelcoD.move(address, 'stop')), // nothing ever answers; a line that is gone takes no bytes
  }),
}
