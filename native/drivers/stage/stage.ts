import { DeviceError, type DeviceFailureCode } from '../../device-error.ts'
import type { Move } from '../../protocol/visca.ts'
import type { OpenPort } from '../../transport/byte-port.ts'
import type { Clock } from '../../transport/clock.ts'
import { KeptDevice } from './kept-device.ts'
import { type LightConfig, openLight } from './light.ts'
import { type MountConfig, type MountWish, openMount } from './mount.ts'

/** Longest time that a light stays on or a lens moves without being told again: whoever wanted it may be gone. */
const LIT_LIMIT_MS = 180_000
const MOVE_LIMIT_MS = 1_500

/** What helps a camera see a face: a mount that lifts the lens, a light; each where it is configured. */
export interface StageConfig {
  readonly mount?: MountConfig
  readonly light?: LightConfig
}
export type StageDevice = 'camera-mount' | 'light'

/** Who is told when one of them stands otherwise: at work, or why not. */
export type StageListener = (device: StageDevice, trouble: DeviceFailureCode | undefined) => void

const still: MountWish = { isRecalled: false, move: 'stop' }

/** Lines fail in the words of readers; this one is about something else. */
function troubleOf(device: StageDevice, error: unknown): DeviceFailureCode {
  return error instanceof DeviceError && error.code.startsWith(device) ? error.code : `${device}.not-connected`
}

/** Sets the stage for a capture, and puts everything to rest afterwards, also when nobody says so. */
export class Stage {
  readonly #clock: Clock
  readonly #openPort: OpenPort
  readonly #lapse = { light: new AbortController(), move: new AbortController() }
  #mount: KeptDevice<MountWish> | undefined
  #light: KeptDevice<boolean> | undefined

  constructor(context: { readonly clock: Clock; readonly openPort: OpenPort }) {
    this.#clock = context.clock
    this.#openPort = context.openPort
  }

  start({ mount, light }: StageConfig, tell: StageListener): void {
    const around = { clock: this.#clock, openPort: this.#openPort }
    const plan = (device: StageDevice) => ({
      clock: this.#clock,
      stands: (error: unknown) => tell(device, error === undefined ? undefined : troubleOf(device, error)),
    })
    if (mount) {
      this.#mount = new KeptDevice({ ...plan('camera-mount'), open: () => openMount(mount, around), atRest: still })
    }
    if (light) this.#light = new KeptDevice({ ...plan('light'), open: () => openLight(light, around), atRest: false })
    this.#mount?.start()
    this.#light?.start()
  }

  /** A capture begins: the lens takes its place, the light goes on. */
  begin(): void {
    this.#mount?.want({ isRecalled: true, move: 'stop' })
    this.#light?.want(true)
    this.#after('light', LIT_LIMIT_MS, () => this.#light?.want(false))
  }

  /** The capture is over. */
  end(): void {
    this.#lapse.light.abort()
    this.#lapse.move.abort()
    this.#light?.want(false)
    this.#mount?.want({ ...still })
  }

  /** Moves the lens until it is told to stop, or was not told anything for a while. */
  aim(move: Move): void {
    this.#lapse.move.abort()
    this.#mount?.want({ isRecalled: false, move })
    if (move !== 'stop') this.#after('move', MOVE_LIMIT_MS, () => this.#mount?.want({ ...still }))
  }

  async stop(): Promise<void> {
    this.end()
    await Promise.all([this.#mount?.stop(), this.#light?.stop()])
  }

  #after(what: 'light' | 'move', ms: number, act: () => void): void {
    this.#lapse[what].abort()
    this.#lapse[what] = new AbortController()
    this.#clock.wait(ms, this.#lapse[what].signal).then(act, () => undefined)
  }
}
