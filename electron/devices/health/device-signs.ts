import type { PrinterState, ReaderState, ScannerName } from '../../../sync-server/contract/device.ts'
import type { CameraSight, Consumable, DeviceState } from '../../../sync-server/contract/device-health.ts'
import type { FailureCode } from '../../../sync-server/contract/failure.ts'

/** What a device's own words mean for its health. */
export interface DeviceSign {
  readonly state: DeviceState
  readonly code?: FailureCode
  readonly paper?: Consumable
}

const working: DeviceSign = { state: 'working' }
const faulty = (code: FailureCode): DeviceSign => ({ state: 'faulty', code })

/** A card that cannot be read is the card's matter; only the reader's own failures put the reader out of service. */
export function signOfReader(state: ReaderState, lastFailure: FailureCode | undefined): DeviceSign {
  if (state.kind === 'disconnected') return faulty(lastFailure ?? 'reader.not-connected')
  return state.kind === 'failed' && state.code.startsWith('reader.') ? faulty(state.code) : working
}

/** A scanner says nothing of itself: it is there or it is not. */
export function signOfScanner(scanner: ScannerName, isReady: boolean): DeviceSign {
  return isReady ? working : faulty(`${scanner}.not-connected`)
}

/** Paper that runs low is said before it is out. */
export function signOfPrinter(state: PrinterState): DeviceSign {
  switch (state.kind) {
    case 'disconnected':
      return faulty('printer.not-connected')
    case 'failed':
      return { ...faulty(state.code), ...(state.code === 'printer.paper-out' ? { paper: 'out' } : {}) }
    case 'printing':
      return working
    case 'ready':
      return state.isPaperLow ? { state: 'attention', paper: 'low' } : { ...working, paper: 'enough' }
  }
}

const cameraSigns: Readonly<Record<CameraSight, DeviceSign>> = {
  present: working,
  picture: working,
  missing: faulty('camera.not-connected'),
  denied: faulty('camera.not-connected'),
  other: faulty('camera.unknown'),
  black: faulty('camera.black'),
  frozen: faulty('camera.frozen'),
}

/** What the screen saw of the camera. */
export function signOfCamera(sight: CameraSight): DeviceSign {
  return cameraSigns[sight]
}
