import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { appFolder } from '../setup/build-app.ts'
import { launchArguments, type ElectronRuntime } from '../setup/electron/runtime.ts'
import type { ReaderProgram } from './reader-program.ts'

/** What the demo decides about its kiosk. */
export interface KioskWish {
  readonly dataDir: string
  readonly mode?: 'counter' | 'self-service'
  readonly server: string
  readonly enrolmentCode: string | undefined
  readonly reader: Pick<ReaderProgram, 'config' | 'env'>
  readonly printerPath: string
  readonly scanners: { readonly zoneReaderPath: string; readonly codeScannerPath: string }
  /** Scanners that write like a keyboard in place of those on lines of their own. */
  readonly hasKeyboardScanner?: boolean
  readonly clip: string
  readonly camera?: string
  readonly documentCamera?: string
  readonly idle?: { readonly warnAfterS: number; readonly endAfterS: number }
  /** Environment of the display to draw on. */
  readonly display: Readonly<Record<string, string>>
}

/** A command line that starts the kiosk. */
export interface KioskLaunch {
  readonly executable: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Writes the kiosk's configuration and says how to start it. */
export function kioskLaunch(runtime: ElectronRuntime, wish: KioskWish): KioskLaunch {
  const config = join(wish.dataDir, 'kiosk.json5')
  writeFileSync(config, JSON.stringify(configOf(wish), undefined, 2))
  const args = launchArguments(runtime, { app: appFolder, switches: switchesOf(wish), args: ['--config', config] })
  return { executable: runtime.executable, args, env: { ...runtime.env, ...wish.display, ...wish.reader.env } }
}

const names = { counter: '3 号窗口', 'self-service': '自助终端 1 号' } as const

const labelled = (camera: string | undefined, clip: string) =>
  camera === undefined ? undefined : { label: camera === 'simulated' ? clip : camera }

function configOf({
  server,
  mode = 'counter',
  dataDir,
  enrolmentCode,
  idle,
  camera,
  documentCamera,
  ...devices
}: KioskWish): unknown {
  return {
    server,
    mode,
    demo: true,
    name: names[mode],
    data: join(dataDir, 'kiosk'),
    enrolmentCode,
    reader: devices.reader.config,
    printer: { driver: 'escpos-serial', path: devices.printerPath },
    camera: labelled(camera, devices.clip),
    documentCamera: labelled(documentCamera, devices.clip),
    ...scannersOf(devices),
    idle,
  }
}

function scannersOf({ scanners, hasKeyboardScanner }: Pick<KioskWish, 'scanners' | 'hasKeyboardScanner'>): object {
  if (hasKeyboardScanner) return { zoneReader: { driver: 'keyboard' }, codeScanner: { driver: 'keyboard' } }
  return {
    zoneReader: { driver: 'mrz-serial', path: scanners.zoneReaderPath },
    codeScanner: { driver: 'gm65-serial', path: scanners.codeScannerPath },
  }
}

/** The fake camera plays the clip; the permission question stays, so that the kiosk's own answer to it is tried too. */
function switchesOf({ clip }: KioskWish): string[] {
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${clip}`]
}
