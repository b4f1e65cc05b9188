import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, resolve } from 'node:path'
import JSON5 from 'json5'
import { ConfigError } from './config-error.ts'
import { configFaults } from './config-faults.ts'
import { hasDemoMode } from './demo-mode.ts'
import type { ScannerName } from '../../sync-server/contract/device.ts'
import type { ConfiguredReader, ConfiguredScanner, KioskConfig, KioskConfigFile } from './kiosk-config.ts'

const SECOND_MS = 1000
/** Loading a vendor's models takes a while on a small machine; nobody waits longer than this for a judgement. */
const FACE_ENGINE_TIMEOUT_S = 10
const IDLE = { warnAfterS: 45, endAfterS: 60, signOutAfterS: 600 } as const
const WINDOWS = {
  counter: { width: 1920, height: 1080 },
  'self-service': { width: 1080, height: 1920 },
} as const
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

function parse(text: string): KioskConfigFile {
  let value: unknown
  try {
    value = JSON5.parse(text)
  } catch (cause) {
    throw new ConfigError([`(file): ${cause instanceof Error ? cause.message : 'not JSON5'}`], { cause })
  }
  const faults = configFaults(value)
  if (faults.length > 0) throw new ConfigError(faults)
  return value as KioskConfigFile
}

const usbId = (id: number | string): string =>
  typeof id === 'number' ? id.toString(16).padStart(4, '0') : id.slice(-4).toLowerCase()

/** Lines that belong to other devices than the reader. */
function linesOf({ printer, zoneReader, codeScanner, cameraMount, light }: KioskConfigFile): readonly string[] {
  const others = [printer, zoneReader, codeScanner, cameraMount, light]
  return others.flatMap((device) => (device && 'path' in device ? [device.path] : []))
}

function readerOf({ reader: choice = 'auto', ...file }: KioskConfigFile): ConfiguredReader {
  if (choice === 'auto' || choice.driver === 'auto') return { driver: 'auto', except: linesOf(file) }
  if (choice.driver === 'sam-serial') return choice
  return { ...choice, vendorId: usbId(choice.vendorId), productId: usbId(choice.productId) }
}

/** The scanners on lines of their own, and the names of those that write like a keyboard. */
function scannersOf({ zoneReader, codeScanner }: KioskConfigFile): Pick<KioskConfig, 'scanners' | 'keyboardScanners'> {
  const scanners: Partial<Record<ScannerName, ConfiguredScanner>> = {}
  const keyboardScanners: ScannerName[] = []
  for (const [name, choice] of [['zone-reader', zoneReader] as const, ['code-scanner', codeScanner] as const]) {
    if (choice?.driver === 'keyboard') keyboardScanners.push(name)
    else if (choice?.driver === 'hid-pos')
      scanners[name] = { driver: 'hid-pos', vendorId: usbId(choice.vendorId), productId: usbId(choice.productId) }
    else if (choice) scanners[name] = choice
  }
  return { scanners, keyboardScanners }
}

function faceEngineOf({ faceEngine }: KioskConfigFile, folder: string): KioskConfig['faceEngine'] {
  if (!faceEngine) return undefined
  const { program, args = [], timeoutS = FACE_ENGINE_TIMEOUT_S } = faceEngine
  return { program: resolve(folder, program), args, timeoutMs: timeoutS * SECOND_MS }
}

/** What no schema can say: how keys depend on each other. */
function contradictions(config: KioskConfig): string[] {
  const { server, isDemo, idle } = config
  const isPlain = server.startsWith('http:') && !(isDemo && LOOPBACK.test(server))
  return [
    ...(isDemo && !hasDemoMode ? ['demo: this build serves citizens and has no demo mode'] : []),
    ...(isPlain ? ['server: must be https; plain http only to this machine and only with demo: true'] : []),
    ...(idle.warnAfterS < idle.endAfterS ? [] : ['idle.warnAfterS: must be less than idle.endAfterS']),
    ...(idle.endAfterS <= idle.signOutAfterS ? [] : ['idle.signOutAfterS: must not be less than idle.endAfterS']),
  ]
}

/** Turns the text of a configuration file into a configuration; relative paths are meant from `folder`. */
export function configOf(text: string, folder: string): KioskConfig {
  const file = parse(text)
  const isDemo = file.demo ?? false
  const mode = file.mode ?? 'counter'
  const at = (path: string | undefined): string | undefined => (path === undefined ? undefined : resolve(folder, path))
  const config: KioskConfig = {
    server: file.server,
    certificateAuthority: at(file.certificateAuthority),
    mode,
    dataDir: resolve(folder, file.data),
    name: file.name ?? hostname().slice(0, 60),
    enrolmentCode: file.enrolmentCode,
    isDemo,
    reader: readerOf(file),
    printer: file.printer,
    ...scannersOf(file),
    chipPhotoLibrary: at(file.chipPhotoLibrary),
    faceEngine: faceEngineOf(file, folder),
    cameraLabel: file.camera?.label,
    documentCamera: file.documentCamera?.label,
    stage: {
      ...(file.cameraMount ? { mount: file.cameraMount } : {}),
      ...(file.light ? { light: file.light } : {}),
    },
    idle: { ...IDLE, ...file.idle },
    window: {
      width: file.window?.width ?? WINDOWS[mode].width,
      height: file.window?.height ?? WINDOWS[mode].height,
      isFullScreen: file.window?.fullScreen ?? true,
    },
  }
  const faults = contradictions(config)
  if (faults.length > 0) throw new ConfigError(faults)
  return config
}

/** Where the configuration lies: `--config FILE` or `--config=FILE`, else HALL_KIOSK_CONFIG. */
export function configPathOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): string {
  const at = argv.indexOf('--config')
  const inline = argv.find((argument) => argument.startsWith('--config='))?.slice('--config='.length)
  const path = (at >= 0 ? argv[at + 1] : inline) ?? env['HALL_KIOSK_CONFIG']
  if (!path) throw new ConfigError(['(file): name it with --config FILE or HALL_KIOSK_CONFIG'])
  return path
}

/** Reads the configuration file; throws ConfigError with everything that is wrong with it. */
export function readConfig(path: string): KioskConfig {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ConfigError([`(file): ${path} cannot be read`], { cause })
  }
  return configOf(text, dirname(resolve(path)))
}
