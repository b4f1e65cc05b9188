import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, Menu, powerSaveBlocker } from 'electron'
import { ConfigError } from '../config/config-error.ts'
import { hasDemoMode } from '../config/demo-mode.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import { configPathOf, readConfig } from '../config/read-config.ts'
import { operatorTaskOf } from '../operator/operator-task.ts'
import { forbiddenSwitches } from './forbidden-switches.ts'
import { guardContents } from './guarded-contents.ts'
import { placeOf, writeLog } from './kiosk-log.ts'
import { registerPageScheme } from './page-protocol.ts'
import { runOperatorTask } from './run-operator-task.ts'
import { stopInTime } from './stop-in-time.ts'
import { type Kiosk, startKiosk } from './start-kiosk.ts'

const EXIT = { stopped: 0, failed: 1, misconfigured: 2 } as const

/** The configuration, checked also against how the program was started. */
function configOrExit(): KioskConfig {
  try {
    const config = readConfig(configPathOf(process.argv, process.env))
    const forbidden = config.isDemo ? [] : forbiddenSwitches((name) => app.commandLine.hasSwitch(name))
    if (forbidden.length > 0) throw new ConfigError(forbidden.map((name) => `--${name}: only with demo: true`))
    return config
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const fault of error.faults) process.stderr.write(`configuration: ${fault}\n`)
    return process.exit(EXIT.misconfigured)
  }
}

/** Everything that Chromium must know before it is ready. */
function prepare(config: KioskConfig): boolean {
  const port = hasDemoMode && config.isDemo ? process.env['HALL_CDP_PORT'] : undefined
  if (port !== undefined && /^\d{1,5}$/.test(port)) {
    app.commandLine.appendSwitch('remote-debugging-port', port)
    app.commandLine.appendSwitch('remote-debugging-address', '127.0.0.1')
  }
  app.commandLine.appendSwitch('disable-pinch')
  app.commandLine.appendSwitch('overscroll-history-navigation', '0')
  const browserFolder = join(config.dataDir, 'browser')
  mkdirSync(browserFolder, { recursive: true, mode: 0o700 })
  app.setPath('userData', browserFolder)
  // As root Chromium has no sandbox; the switch is refused outside demo mode, and the page keeps its own restrictions.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerPageScheme()
  return port !== undefined
}

async function run(config: KioskConfig, isInspectable: boolean): Promise<void> {
  const starting = app.whenReady().then(() => {
    Menu.setApplicationMenu(null)
    powerSaveBlocker.start('prevent-display-sleep')
    return startKiosk(config, isInspectable)
  })
  endOnRequest(starting)
  await starting
  process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`)
}

/** Signals and Electron's own quit lead to the same orderly end; a second request changes nothing. */
function endOnRequest(starting: Promise<Kiosk>): void {
  let isEnding = false
  const end = (): void => {
    if (isEnding) return
    isEnding = true
    void stopInTime(starting).then(() => app.exit(EXIT.stopped))
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  app.on('window-all-closed', end)
  app.on('before-quit', (event) => {
    event.preventDefault()
    end()
  })
}

/** Electron would show a dialog over the counter; whoever keeps the kiosk running starts it again instead. */
function endOnSurprise(error: unknown): void {
  writeLog('error', 'unexpected end', { because: placeOf(error) })
  app.exit(EXIT.failed)
}

process.on('uncaughtException', endOnSurprise)
process.on('unhandledRejection', endOnSurprise)
const config = configOrExit()
const isInspectable = prepare(config)
app.on('web-contents-created', (_event, contents) => guardContents(contents, isInspectable))
const task = operatorTaskOf(process.argv)
if (task !== undefined) {
  void runOperatorTask(task, config).then((code) => app.exit(code), endOnSurprise)
} else if (app.requestSingleInstanceLock()) {
  run(config, isInspectable).catch((error: unknown) => {
    writeLog('error', 'start failed', { because: placeOf(error) })
    app.exit(EXIT.failed)
  })
} else {
  process.stderr.write('another kiosk is running on this data folder\n')
  app.exit(EXIT.failed)
}
