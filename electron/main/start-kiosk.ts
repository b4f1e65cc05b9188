import { join } from 'node:path'
import { app } from 'electron'
import type { KioskConfig } from '../config/kiosk-config.ts'
import { openOffice } from '../office.ts'
import { openGate } from './bridge-router.ts'
import { Counter } from './counter.ts'
import { placeOf, writeLog } from './kiosk-log.ts'
import { KioskWindow } from './kiosk-window.ts'
import { pageFiles } from './page-files.ts'

/** A running kiosk, as the program around it sees it. */
export interface Kiosk {
  stop(): Promise<void>
}

const RETRY_PAUSE_MS = 300
const out = (...path: string[]): string => join(app.getAppPath(), 'out', ...path)

function officeOf(config: KioskConfig): ReturnType<typeof openOffice> {
  return openOffice({
    server: config.server,
    dataDir: config.dataDir,
    kioskName: config.name,
    enrolmentCode: config.enrolmentCode,
    clock: { now: () => new Date() },
    sqliteBinding: process.env['HALL_SQLITE_BINDING'],
  })
}

/** Lets the page's calls in; they wait until the counter is open, since page and office start side by side. */
function letCallsIn(window: KioskWindow, opening: Promise<Counter>): Promise<void> {
  return new Promise((firstViewAnswered) => {
    const ports = opening.then((counter) => ({
      calls: counter.calls,
      view: () => counter.view(),
      suggest: undefined,
      isOurs: (id: number) => window.isOurs(id),
      failureOf: (error: unknown) => counter.failureOf(error),
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

/** Starts everything; resolves when the counter's first screen can be used. */
export async function startKiosk(config: KioskConfig, isInspectable: boolean): Promise<Kiosk> {
  let counter: Counter | undefined
  const page = {
    files: pageFiles(out('renderer')),
    preload: out('preload/index.cjs'),
    isInspectable,
    isCapturing: () => counter?.isCapturing() ?? false,
  }
  const renew = (): void => {
    window.renew().catch((error: unknown) => {
      writeLog('error', 'page failed', { because: placeOf(error) })
      setTimeout(renew, RETRY_PAUSE_MS)
    })
  }
  const window = new KioskWindow(config.window, page, (reason) => {
    writeLog('error', 'page lost', { because: reason })
    counter?.pageLost()
    setTimeout(renew, RETRY_PAUSE_MS) // a page that dies at once must not keep the machine busy
  })
  const opening = officeOf(config).then((office) => {
    counter = new Counter(config, office, { push: (view) => window.push(view), cleared: renew })
    return counter
  })
  const isAnswered = letCallsIn(window, opening)
  const [opened] = await Promise.all([opening, window.renew(), isAnswered])
  return {
    stop: async () => {
      window.destroy() // no call arrives any more
      await opened.stop()
    },
  }
}
