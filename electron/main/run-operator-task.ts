import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { app } from 'electron'
import type { FailureCode } from '../../sync-server/contract/failure.ts'
import type { ReaderState } from '../../sync-server/contract/device.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
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

const READER_PATIENCE_MS = 10_000
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
  return { version: app.getVersion(), electron, sqliteBinding, reader: () => readerState(config) }
}

/** Asks the reader how it is, unless the kiosk is running: a line has one master. */
async function readerState(
  config: KioskConfig,
): Promise<readonly [state: ReaderState | 'in-use', failure: FailureCode | undefined]> {
  if (!app.requestSingleInstanceLock()) return ['in-use', undefined]
  let failure: FailureCode | undefined
  let service: DeviceService | undefined
  const state = await new Promise<ReaderState>((resolve) => {
    setTimeout(() => resolve({ kind: 'disconnected' }), READER_PATIENCE_MS)
    const spawn = (): HostProcess => utilityHost(join(app.getAppPath(), 'out/main/device-host.cjs'))
    service = new DeviceService({ ...config, printer: undefined }, spawn, {
      state: (now) => (now.kind === 'disconnected' ? undefined : resolve(now)),
      cardRead: () => undefined,
      printer: () => undefined,
      failure: (code) => (failure = code),
    })
    service.start()
  })
  await service?.stop()
  return [state, failure]
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
