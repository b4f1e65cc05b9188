import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { app } from 'electron'
import type { DeviceHealth } from '../../sync-server/contract/device-health.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import { wiredDevices } from '../devices/health/devices-of.ts'
import { DeviceWatch } from '../devices/health/device-watch.ts'
import { DeviceService } from '../devices/device-service.ts'
import type { HostProcess } from '../devices/host-process.ts'
import { utilityHost } from '../devices/utility-host.ts'
import { enrol } from '../operator/enrol.ts'
import { examine } from '../operator/examine.ts'
import { type Finding, lineOf } from '../operator/finding.ts'
import type { OperatorTask } from '../operator/operator-task.ts'
import { unsentRecords } from '../operator/unsent-records.ts'

/** How a task ends: nothing to do, something to put right, records that only this kiosk has. */
export const TASK_EXIT = { good: 0, bad: 1, unsent: 3 } as const

const DEVICE_PATIENCE_MS = 10_000
const sqliteBinding = process.env['HALL_SQLITE_BINDING']

/** Does what an administrator asked, without a window; answers with the exit code. */
export async function runOperatorTask(task: OperatorTask, config: KioskConfig): Promise<number> {
  await app.whenReady()
  if (task === 'unsent') return tellUnsent(config)
  const findings =
    task === 'enrol'
      ? [await enrol(config, (await text(process.stdin)).trim(), sqliteBinding)]
      : await examine(config, surroundings(config))
  for (const finding of findings) say(lineOf(finding))
  return findings.some(({ state }: Finding) => state === 'bad') ? TASK_EXIT.bad : TASK_EXIT.good
}

function tellUnsent({ dataDir }: KioskConfig): number {
  const unsent = unsentRecords({ path: join(dataDir, 'kiosk.db'), nativeBinding: sqliteBinding })
  say(String(unsent))
  return unsent === 0 ? TASK_EXIT.good : TASK_EXIT.unsent
}

function surroundings(config: KioskConfig): Parameters<typeof examine>[1] {
  const { electron } = process.versions
  return { version: app.getVersion(), electron, sqliteBinding, devices: () => deviceHealth(config) }
}

/** Asks the devices how they are, unless the kiosk is running: a line has one master. */
async function deviceHealth(config: KioskConfig): Promise<readonly DeviceHealth[] | 'in-use'> {
  if (!app.requestSingleInstanceLock()) return 'in-use'
  const settled = Promise.withResolvers<void>()
  const watch: DeviceWatch = new DeviceWatch(wiredDevices(config), {
    now: () => new Date(),
    changed: () => {
      if (watch.view().every(({ state }) => state === 'working' || state === 'attention')) settled.resolve()
    },
  })
  const spawn = (): HostProcess => utilityHost(join(app.getAppPath(), 'out/main/device-host.cjs'))
  const service = new DeviceService(config, spawn, {
    state: (state) => watch.reader(state),
    printer: (state) => watch.printer(state),
    stage: (device, trouble) => watch.stage(device, trouble),
    scanner: (scanner, isReady) => watch.scanner(scanner, isReady),
    cardRead: () => undefined,
    failure: (code) => watch.failure(code),
  })
  service.start()
  await Promise.race([settled.promise, delay(DEVICE_PATIENCE_MS)])
  await service.stop()
  return watch.view()
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
