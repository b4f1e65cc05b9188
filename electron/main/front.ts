import type { DeviceHealth } from '../../sync-server/contract/device-health.ts'
import type { Scan } from '../../sync-server/contract/device.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'
import type { AnyView } from '../bridge/calls.ts'
import type { GatePorts } from './bridge-router.ts'

/** What a mode needs of the window: somewhere to push views, and a fresh page when a citizen has gone. */
export interface Screen {
  push(view: AnyView): void
  /** Resolves when the fresh page is shown. */
  cleared(): Promise<void>
}

/** What stands behind the window, whichever mode runs. */
export interface Front extends Pick<GatePorts, 'calls' | 'suggest'> {
  view(): AnyView
  failureOf(error: unknown): Failure
  /** Every device of this kiosk and how it stands. */
  health(): readonly DeviceHealth[]
  /** Whether the page may use the camera now. */
  isCapturing(): boolean
  /** Something that writes like a keyboard has scanned; where nobody takes it, it is dropped. */
  scanned?(scan: Scan): void
  /** The page crashed or hangs. */
  pageLost(): void
  /** Begins the work that the first screen can do without: where there are few processors it would hold the screen up. */
  begin(): void
  stop(): Promise<void>
}
