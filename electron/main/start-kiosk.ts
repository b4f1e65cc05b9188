import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { app } from 'electron'
import { scanOf } from '../../sync-server/contract/device.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import { type InputChild, InputService } from '../input-method/input-service.ts'
import { DeviceService } from '../devices/device-service.ts'
import { utilityHost } from '../devices/utility-host.ts'
import { openOffice } from '../office.ts'
import { utilityChild } from '../platform/utility-child.ts'
import type { CardReader, CardReaderListener, InputMethod, Office } from '../stages.ts'
import { openGate } from './bridge-router.ts'
import { Counter } from './counter.ts'
import type { Front, Screen } from './front.ts'
import { placeOf, writeLog } from './kiosk-log.ts'
import { KioskWindow } from './kiosk-window.ts'
import { pageFiles } from './page-files.ts'
import { Terminal } from './terminal.ts'

/** A running kiosk, as the program around it sees it. */
export interface Kiosk {
  stop(): Promise<void>
}

const RETRY_PAUSE_MS = 300
const out = (...path: string[]): string => join(app.getAppPath(), 'out', ...path)

/** Chinese for the on-screen keyboard, with the dictionary that the build laid beside its process. */
function inputMethodOf(): InputMethod {
  const spawn = (): InputChild =>
    utilityChild({
      modulePath: out('main/input-process.cjs'),
      serviceName: 'hall-input',
      args: [out('main/pinyin.json')],
    })
  return new InputService(spawn, (because) => writeLog('warn', 'input failure', { because }))
}

function officeOf(config: KioskConfig): ReturnType<typeof openOffice> {
  return openOffice({
    server: config.server,
    certificateAuthority:
      config.certificateAuthority === undefined ? undefined : readFileSync(config.certificateAuthority),
    dataDir: config.dataDir,
    kioskName: config.name,
    enrolmentCode: config.enrolmentCode,
    clock: { now: () => new Date() },
    sqliteBinding: process.env['HALL_SQLITE_BINDING'],
  })
}

/** What the configuration asks for: the counter of a member of staff, or the citizens' own terminal. */
async function openFront(config: KioskConfig, screen: Screen): Promise<Front> {
  const office = await officeOf(config)
  const front = config.mode === 'counter' ? new Counter(config, office, screen) : openTerminal(config, office, screen)
  beginReports(config, office, front)
  return front
}

function openTerminal(config: KioskConfig, office: Office, screen: Screen): Terminal {
  const { reader, chipPhotoLibrary, isDemo } = config
  const settings = { reader, printer: undefined, chipPhotoLibrary, isDemo } // no flow of a terminal prints or scans
  const spawn = () => utilityHost(out('main/device-host.cjs'))
  const openReader = (listener: CardReaderListener): CardReader =>
    new DeviceService(settings, spawn, { ...listener, printer: () => undefined })
  return new Terminal(config, { office, inputMethod: inputMethodOf(), openReader }, screen)
}

/** From now on the server is told how this kiosk is. */
function beginReports({ mode }: KioskConfig, { courier, depot }: Office, front: Front): void {
  const startedAt = new Date().toISOString()
  courier.reportFrom(() => {
    const { waiting, returned, parked } = depot.counts()
    const records = { waiting, returned, parked }
    return { version: app.getVersion(), startedAt, mode, records, devices: [...front.health()] }
  })
}

/** Lets the page's calls in; they wait until the front is open, since page and office start side by side. */
function letCallsIn(window: KioskWindow, opening: Promise<Front>): Promise<void> {
  return new Promise((firstViewAnswered) => {
    const ports = opening.then((front) => ({
      calls: front.calls,
      view: () => front.view(),
      suggest: front.suggest,
      isOurs: (id: number) => window.isOurs(id),
      failureOf: (error: unknown) => front.failureOf(error),
      intruded: (because: string) => writeLog('error', 'intrusion', { because }),
    }))
    ports.catch(() => undefined) // startKiosk waits for the same promise and reports it
    openGate(ports, (id, name) => {
      if (name !== 'view') return
      window.pageConnected(id)
      firstViewAnswered()
    })
  })
}

/** Starts everything; resolves when the first screen can be used. */
export async function startKiosk(config: KioskConfig, isInspectable: boolean): Promise<Kiosk> {
  let front: Front | undefined
  const page = {
    files: pageFiles(out('renderer')),
    preload: out('preload/index.cjs'),
    isInspectable,
    isCapturing: () => front?.isCapturing() ?? false,
    onKeyboardScan:
      config.keyboardScanners.length > 0 ? (text: string) => front?.scanned?.(scanOf(text, 'keyboard')) : undefined,
  }
  const renew = async (): Promise<void> => {
    try {
      await window.renew()
    } catch (error) {
      writeLog('error', 'page failed', { because: placeOf(error) })
      await delay(RETRY_PAUSE_MS)
      await renew()
    }
  }
  const window = new KioskWindow(config.window, page, (reason) => {
    writeLog('error', 'page lost', { because: reason })
    front?.pageLost()
    setTimeout(() => void renew(), RETRY_PAUSE_MS) // a page that dies at once must not keep the machine busy
  })
  const isShown = window.renew() // first: the page's own process starts while the office opens here
  isShown.catch(() => undefined) // reported below
  const opening = openFront(config, { push: (view) => window.push(view), cleared: renew })
  void opening.then((opened) => (front = opened)).catch(() => undefined) // reported below
  const isAnswered = letCallsIn(window, opening)
  const [opened] = await Promise.all([opening, isShown, isAnswered])
  opened.begin()
  return {
    stop: async () => {
      window.destroy() // no call arrives any more
      await opened.stop()
    },
  }
}
