import type {
  CardRead,
  ChipPhoto,
  PrinterState,
  PrintSlip,
  ReaderState,
  Scan,
  ScannerName,
} from '../../sync-server/contract/device.ts'
import type { FailureCode } from '../../sync-server/contract/failure.ts'
import type { Aim, Device } from '../../sync-server/contract/device-health.ts'
import type { ConfiguredReader, ConfiguredScanner, PrinterChoice, StageChoice } from '../config/kiosk-config.ts'

/** What the device host is started with. */
export interface DeviceSettings {
  readonly reader: ConfiguredReader
  readonly printer: PrinterChoice | undefined
  readonly stage?: StageChoice
  readonly scanners?: Readonly<Partial<Record<ScannerName, ConfiguredScanner>>>
  readonly chipPhotoLibrary: string | undefined
  readonly isDemo: boolean
}

/** Everything the kiosk process may ask of the device host. */
export type ToHost =
  | { readonly kind: 'start'; readonly settings: DeviceSettings }
  | { readonly kind: 'request-read' }
  | { readonly kind: 'cancel-read' }
  | { readonly kind: 'decode'; readonly id: number; readonly block: Uint8Array }
  | { readonly kind: 'print'; readonly id: number; readonly slip: PrintSlip }
  /** A face is being captured, or no more: lens and light. */
  | { readonly kind: 'capture'; readonly isOn: boolean }
  | { readonly kind: 'aim'; readonly aim: Aim }
  | { readonly kind: 'ping'; readonly id: number }
  | { readonly kind: 'stop' }

/**
 * Everything the device host tells. `decoded` without a photo: this block cannot be turned into a picture here;
 * `printed` with a failure: no slip for anybody to take.
 */
export type FromHost =
  | { readonly kind: 'state'; readonly state: ReaderState }
  | { readonly kind: 'card-read'; readonly read: CardRead }
  | { readonly kind: 'failure'; readonly code: FailureCode; readonly because: string }
  | { readonly kind: 'decoded'; readonly id: number; readonly photo: ChipPhoto | undefined }
  | { readonly kind: 'printer'; readonly state: PrinterState }
  | { readonly kind: 'scanner'; readonly scanner: ScannerName; readonly isReady: boolean }
  | { readonly kind: 'scan'; readonly scanner: ScannerName; readonly scan: Scan }
  | { readonly kind: 'printed'; readonly id: number; readonly failure: FailureCode | undefined }
  /** How a mount or a light stands: at work where there is no code. */
  | { readonly kind: 'stage'; readonly device: Device; readonly code: FailureCode | undefined }
  | { readonly kind: 'pong'; readonly id: number }
  | { readonly kind: 'stopped' }
