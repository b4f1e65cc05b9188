import { Type, type Static } from 'typebox'
import type { ScannerName } from '../../sync-server/contract/device.ts'
import { object } from '../../sync-server/contract/shape.ts'

const closed = { additionalProperties: false } as const
const Text = Type.String({ minLength: 1, maxLength: 200 })
const Path = Type.String({ minLength: 1, maxLength: 1000 })
const Seconds = Type.Integer({ minimum: 5, maximum: 3600 })
const Pixels = Type.Integer({ minimum: 640, maximum: 7680 })

/** Half of a USB identity: JSON5 knows hexadecimal numbers, everybody else writes four hex digits. */
const UsbId = Type.Union([
  Type.Integer({ minimum: 0, maximum: 0xffff }),
  Type.String({ pattern: '^(?:0[xX])?[0-9A-Fa-f]{4}$' }),
])

/** A reader on a named serial line, a HID one by its USB identity, or the first one that is found. */
export const ReaderChoice = Type.Union([
  Type.Literal('auto'),
  object({ driver: Type.Literal('auto') }),
  object({
    driver: Type.Literal('sam-serial'),
    path: Path,
    baudRate: Type.Optional(Type.Integer({ minimum: 1200, maximum: 4_000_000 })),
  }),
  object({
    driver: Type.Literal('sam-hid'),
    vendorId: UsbId,
    productId: UsbId,
    framing: Type.Optional(Type.Enum(['plain', 'pass-through'])),
  }),
  object({ driver: Type.Literal('sam-usb'), vendorId: UsbId, productId: UsbId }),
])
export type ReaderChoice = Static<typeof ReaderChoice>

type UsbChoice = Extract<ReaderChoice, { driver: 'sam-hid' | 'sam-usb' }>
type WithDigits<Choice> = Choice extends UsbChoice
  ? Omit<Choice, 'vendorId' | 'productId'> & { readonly vendorId: string; readonly productId: string }
  : never
/** A reader as the device host is told of it: identities in four lower-case hex digits. */
export type ConfiguredReader =
  | Exclude<ReaderChoice, 'auto' | { driver: 'auto' } | UsbChoice>
  /** Lines of other devices are not asked whether they are readers. */
  | { readonly driver: 'auto'; readonly except: readonly string[] }
  | WithDigits<UsbChoice>

const Speed = Type.Optional(Type.Integer({ minimum: 1200, maximum: 4_000_000 }))
/** A device that writes like a keyboard: bursts of keys are taken for what it read and never reach a field. */
const Keyboard = object({ driver: Type.Literal('keyboard') })

/** A reader of machine-readable zones. */
export const ZoneReaderChoice = Type.Union([
  object({ driver: Type.Literal('mrz-serial'), path: Path, baudRate: Speed }),
  Keyboard,
])

/** A scanner of bar and QR codes. */
export const CodeScannerChoice = Type.Union([
  object({ driver: Type.Literal('scan-serial'), path: Path, baudRate: Speed }),
  object({ driver: Type.Literal('gm65-serial'), path: Path, baudRate: Speed }),
  object({ driver: Type.Literal('hid-pos'), vendorId: UsbId, productId: UsbId }),
  Keyboard,
])
type ScannerChoice = Static<typeof ZoneReaderChoice> | Static<typeof CodeScannerChoice>
type HidScanner = Extract<ScannerChoice, { driver: 'hid-pos' }>
/** A scanner as the device host is told of it; what writes like a keyboard is the window's matter. */
export type ConfiguredScanner =
  | Exclude<ScannerChoice, HidScanner | { driver: 'keyboard' }>
  | { readonly driver: 'hid-pos'; readonly vendorId: string; readonly productId: string }

/** A receipt printer that speaks ESC/POS on a serial line. */
export const PrinterChoice = object({
  driver: Type.Literal('escpos-serial'),
  path: Path,
  baudRate: Type.Optional(Type.Integer({ minimum: 1200, maximum: 4_000_000 })),
})
export type PrinterChoice = Static<typeof PrinterChoice>

const BaudRate = Type.Optional(Type.Integer({ minimum: 1200, maximum: 4_000_000 }))

/** A pan-tilt mount under the camera; `preset` is the place that it takes for a capture. */
export const MountChoice = object({
  driver: Type.Enum(['visca-serial', 'pelco-d-serial']),
  path: Path,
  baudRate: BaudRate,
  address: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
  preset: Type.Optional(Type.Integer({ minimum: 0, maximum: 127 })),
})

/** A light behind a relay board, on while a face is captured. */
export const LightChoice = object({
  driver: Type.Literal('lcus-serial'),
  path: Path,
  baudRate: BaudRate,
  channel: Type.Optional(Type.Integer({ minimum: 1, maximum: 16 })),
})

/** What helps the camera see a face; each where it is configured. */
export interface StageChoice {
  readonly mount?: Static<typeof MountChoice>
  readonly light?: Static<typeof LightChoice>
}

/** A vendor's face SDK behind the protocol of `electron/faces/sdk-message.ts`; without one the shipped engine compares. */
export const FaceEngineChoice = object({
  program: Path,
  args: Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 20 })),
  timeoutS: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
})

/** When an unattended counter warns, ends the session, and signs the clerk out. */
export const IdleLimits = object({
  warnAfterS: Seconds,
  endAfterS: Seconds,
  signOutAfterS: Seconds,
})
export type IdleLimits = Static<typeof IdleLimits>

/** Everything an administrator may set; a key that is not here is refused by name. */
export const KioskConfigFile = object({
  server: Type.String({ pattern: '^https?://[^/\\s?#@]+$' }),
  /** Whose certificates the server's must come from, as PEM; without it those that are trusted everywhere. */
  certificateAuthority: Type.Optional(Path),
  mode: Type.Optional(Type.Enum(['counter', 'self-service'])),
  data: Path,
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  enrolmentCode: Type.Optional(Type.String({ minLength: 8, maxLength: 64 })),
  demo: Type.Optional(Type.Boolean()),
  reader: Type.Optional(ReaderChoice),
  chipPhotoLibrary: Type.Optional(Path),
  faceEngine: Type.Optional(FaceEngineChoice),
  camera: Type.Optional(object({ label: Text })),
  documentCamera: Type.Optional(object({ label: Text })),
  cameraMount: Type.Optional(MountChoice),
  light: Type.Optional(LightChoice),
  printer: Type.Optional(PrinterChoice),
  zoneReader: Type.Optional(ZoneReaderChoice),
  codeScanner: Type.Optional(CodeScannerChoice),
  idle: Type.Optional(Type.Partial(IdleLimits, closed)),
  window: Type.Optional(
    object({
      width: Type.Optional(Pixels),
      height: Type.Optional(Pixels),
      fullScreen: Type.Optional(Type.Boolean()),
    }),
  ),
})
export type KioskConfigFile = Static<typeof KioskConfigFile>

/** The configuration with every default filled in and every path absolute. */
export interface KioskConfig {
  readonly server: string
  readonly certificateAuthority: string | undefined
  readonly mode: 'counter' | 'self-service'
  readonly dataDir: string
  readonly name: string
  readonly enrolmentCode: string | undefined
  readonly isDemo: boolean
  readonly reader: ConfiguredReader
  readonly printer: PrinterChoice | undefined
  readonly scanners: Readonly<Partial<Record<ScannerName, ConfiguredScanner>>>
  /** Which of the scanners writes like a keyboard. */
  readonly keyboardScanners: readonly ScannerName[]
  readonly chipPhotoLibrary: string | undefined
  readonly faceEngine:
    { readonly program: string; readonly args: readonly string[]; readonly timeoutMs: number } | undefined
  readonly cameraLabel: string | undefined
  readonly documentCamera: string | undefined
  readonly stage: StageChoice
  readonly idle: IdleLimits
  readonly window: { readonly width: number; readonly height: number; readonly isFullScreen: boolean }
}
