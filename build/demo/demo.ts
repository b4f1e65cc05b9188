import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../setup/build-app.ts'
import { ensurePackages } from '../setup/debian.ts'
import { ensureDisplay, virtualDisplay, type Display, type ScreenSize } from '../setup/display.ts'
import { describeRuntime, electronRuntime } from '../setup/electron/runtime.ts'
import { startAuthoritySandbox } from '../sandbox/authorities/sandbox.ts'
import { startSampleService } from '../sandbox/sample-service/sample-service.ts'
import { startThirdPartySandbox } from '../sandbox/third-party/sandbox.ts'
import { startAccountServer, type AccountServer } from './account-server.ts'
import { demoPeople } from './demo-seed.ts'
import { deviceHandles } from './device-handles.ts'
import { serveDevicesPage } from './devices-page.ts'
import { KeptKiosk } from './kept-kiosk.ts'
import { kioskLaunch, type KioskLaunch } from './kiosk-launch.ts'
import { openNetworkSwitch, type NetworkSwitch } from './network-switch.ts'
import { startPrinter, type DemoPrinter } from './demo-printer.ts'
import { type DemoScanners, startScanners } from './demo-scanners.ts'
import { startReader, type ReaderLine, type ReaderProgram } from './reader-program.ts'
import { ScreenCamera } from './screen-picture.ts'
import { startCamera, type SimulatedCamera } from './simulated-camera.ts'
import { tell } from './tell.ts'
import { Undo } from './undo.ts'

/** What a demo is made of; only the folder has to be named. */
export interface DemoOptions {
  readonly dataDir: string
  readonly mode?: 'counter' | 'self-service'
  /** `kept` starts the kiosk again when it dies, `once` does not, `none` leaves starting it to the caller. */
  readonly kiosk?: 'kept' | 'once' | 'none'
  /** Scanners that write like a keyboard in place of those on lines of their own. */
  readonly hasKeyboardScanner?: boolean
  readonly idle?: { readonly warnAfterS: number; readonly endAfterS: number }
  /** A pseudo-terminal unless it is said. */
  readonly reader?: ReaderLine
  /** Label of the camera that the kiosk is pinned to, or `simulated` for the one there is, which Chromium names by its clip. */
  readonly camera?: string
  /** The same for the camera over the desk; without it there is none. */
  readonly documentCamera?: string
  /** A virtual display of this size, even where there is another display. */
  readonly screen?: ScreenSize
  /** Ends the demo, also while it is still starting. */
  readonly signal?: AbortSignal
}

/** The virtual screen where there is no other: a counter's lies, a terminal's stands. */
const usualScreens: Readonly<Record<NonNullable<DemoOptions['mode']>, ScreenSize>> = {
  counter: { width: 1920, height: 1080 },
  'self-service': { width: 1080, height: 1920 },
}

/** The line on standard output that scripts read. */
export interface ReadyLine {
  readonly ready: true
  readonly server: string
  readonly phone: string
  /** A service of somebody else's that is used with an account of the hall. */
  readonly service: string
  readonly console: string
  readonly devices: string
  readonly data: string
  readonly pid: number
}

/** The whole product, running. */
export interface Demo {
  readonly readyLine: ReadyLine
  readonly server: AccountServer
  readonly network: NetworkSwitch
  /** How the kiosk is started, for whoever starts it by hand. */
  readonly launch: KioskLaunch
  stop(): Promise<void>
}

/** The server, and the service that uses it. */
interface DemoServer extends AccountServer {
  readonly service: string
}

/** Everything around the kiosk. */
interface Surroundings {
  readonly server: DemoServer
  readonly reader: ReaderProgram
  readonly printer: DemoPrinter
  readonly scanners: DemoScanners
  readonly camera: SimulatedCamera
  readonly network: NetworkSwitch
  readonly display: Display
}

/** Starts everything; when one part does not start, the parts that did are stopped again. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const undo = new Undo()
  try {
    mkdirSync(options.dataDir, { recursive: true })
    await ensurePackages(
      'electron',
      'display',
      'serial',
      ...(options.reader === 'hid' ? (['hid-simulation'] as const) : []),
    )
    return await composed(options, undo)
  } catch (error) {
    await undo.run()
    throw error
  }
}

async function composed(options: DemoOptions, undo: Undo): Promise<Demo> {
  const runtime = await electronRuntime()
  await buildApp()
  options.signal?.throwIfAborted()
  tell(`server, reader and camera are starting; what they keep lies in ${options.dataDir}`)
  const around = await surroundings(options, undo)
  const { server, network, display } = around
  const launch = kioskLaunch(runtime, {
    ...options,
    server: network.url,
    enrolmentCode: server.enrolmentCode,
    reader: around.reader,
    printerPath: around.printer.path,
    scanners: around.scanners,
    clip: around.camera.file,
    display: display.env,
  })
  options.signal?.throwIfAborted()
  tell(`the kiosk is starting on display ${display.display} with ${describeRuntime(runtime)}`)
  const kiosk = await kioskOf(options, launch, undo)
  const devices = await devicesPage(around, kiosk, undo)
  const addresses = {
    server: server.url,
    phone: `${server.url}/phone/`,
    service: server.service,
    console: `${server.url}/console/`,
    devices,
  }
  const readyLine = { ready: true, ...addresses, data: options.dataDir, pid: process.pid } as const
  return { readyLine, server, network, launch, stop: () => undo.run() }
}

async function surroundings(
  { dataDir, mode = 'counter', reader: line = 'serial', screen, signal }: DemoOptions,
  undo: Undo,
): Promise<Surroundings> {
  const kept = async <T extends { stop(): unknown }>(starting: Promise<T>): Promise<T> =>
    undo.keep(await starting, (part) => part.stop())
  const started = [
    kept(accountServer(dataDir, undo, signal)),
    kept(startReader(dataDir, line, signal)),
    kept(startPrinter(dataDir)),
    kept(startScanners(dataDir)),
    kept(startCamera(join(dataDir, 'camera.y4m'))),
    kept(screen === undefined ? ensureDisplay(usualScreens[mode]) : virtualDisplay(screen)),
  ] as const
  await Promise.allSettled(started) // what does start has to be kept before anything is taken down
  const [server, reader, printer, scanners, camera, display] = await Promise.all(started)
  const network = await kept(openNetworkSwitch(server.url))
  return { server, reader, printer, scanners, camera, network, display }
}

/** The server, the registers that it asks, and the third parties and the service, which know it by the address that it has been given. */
async function accountServer(dataDir: string, undo: Undo, signal: AbortSignal | undefined): Promise<DemoServer> {
  const thirdParties = undo.keep(await startThirdPartySandbox(), (part) => part.stop())
  const registers = undo.keep(await startAuthoritySandbox(demoPeople()), (part) => part.stop())
  const sample = undo.keep(await startSampleService(), (part) => part.stop())
  const sandboxes = {
    ...sample.environment(join(dataDir, 'services')),
    ...thirdParties.environment(join(dataDir, 'third-party')),
    ...registers.environment(join(dataDir, 'authorities')),
  }
  const server = await startAccountServer(dataDir, signal, sandboxes)
  const origin = process.env['HALL_ORIGIN'] ?? server.url
  thirdParties.register(origin)
  sample.register(origin)
  return { ...server, service: `${sample.url}/` }
}

async function kioskOf(options: DemoOptions, launch: KioskLaunch, undo: Undo): Promise<KeptKiosk | undefined> {
  const { kiosk = 'kept', dataDir, signal } = options
  if (kiosk === 'none') return undefined
  const program = {
    name: 'the kiosk',
    command: [launch.executable, ...launch.args] as const,
    env: { ...process.env, ...launch.env },
    logFile: join(dataDir, 'log/kiosk.log'),
    signal,
  }
  return undo.keep(await KeptKiosk.start(program, { isRestarted: kiosk === 'kept' }), (kept) => kept.stop())
}

async function devicesPage(around: Surroundings, kiosk: KeptKiosk | undefined, undo: Undo): Promise<string> {
  const screen = new ScreenCamera({
    env: { ...process.env, ...around.display.env },
    isOwnDisplay: process.env['DISPLAY'] !== around.display.display,
    pid: () => kiosk?.pid,
  })
  const state = (): { pid: number | null; starts: number } => ({ pid: kiosk?.pid ?? null, starts: kiosk?.starts ?? 0 })
  const handles = deviceHandles({ ...around, reader: around.reader.url, screen, kiosk: state })
  const page = undo.keep(await serveDevicesPage(handles), (served) => served.stop())
  return page.url
}
