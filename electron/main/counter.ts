import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { app } from 'electron'
import type { ReaderState } from '../../sync-server/contract/device.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'
import type { KioskView } from '../bridge/view.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import { DeviceService } from '../devices/device-service.ts'
import { utilityHost } from '../devices/utility-host.ts'
import { failureOf } from '../session/failure-of.ts'
import { SessionKeeper } from '../session/session-keeper.ts'
import type { SessionPorts } from '../session/session-ports.ts'
import type { Office } from '../stages.ts'
import { IdleWatch } from './idle-watch.ts'
import { type KioskCalls, kioskCalls } from './kiosk-calls.ts'
import { placeOf, writeLog } from './kiosk-log.ts'
import { kioskView } from './kiosk-view.ts'
import { ViewFeed } from './view-feed.ts'

/** What a counter needs of the window: somewhere to push views, and a fresh page when a citizen has gone. */
export interface Screen {
  push(view: KioskView): void
  cleared(): void
}

/** Everything behind the window: office, devices, session, idleness. */
export interface Counter {
  readonly calls: KioskCalls
  view(): KioskView
  failureOf(error: unknown): Failure
  isCapturing(): boolean
  /** The page crashed or hangs: the session is put on the shelf. */
  pageLost(): void
  stop(): Promise<void>
}

function worldOf(config: KioskConfig): Pick<SessionPorts, 'clock' | 'random' | 'timers' | 'receiptPage'> {
  return {
    clock: { now: () => new Date() },
    random: { bytes: (length) => randomBytes(length), uuid: () => randomUUID(), below: (below) => randomInt(below) },
    timers: {
      after: (ms, run) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    receiptPage: (receiptNumber) => `${config.server}/v1/receipts/${receiptNumber}`,
  }
}

/** Puts a counter together; the only place where the stages meet. */
export function openCounter(config: KioskConfig, office: Office, screen: Screen): Counter {
  let reader: ReaderState = { kind: 'disconnected' }
  const feed = new ViewFeed(() => view(), screen.push)
  const settings = { reader: config.reader, chipPhotoLibrary: config.chipPhotoLibrary, isDemo: config.isDemo }
  const devices = new DeviceService(settings, () => utilityHost(join(app.getAppPath(), 'out/main/device-host.cjs')), {
    state: (state) => {
      reader = state
      if (state.kind === 'reading') idle.activity()
      feed.changed()
    },
    cardRead: (read) => void keeper.cardRead(read),
    failure: (code, because) => writeLog('warn', 'device failure', { code, because }),
  })
  const ports: SessionPorts = {
    ...worldOf(config),
    office,
    devices,
    cameraLabel: config.cameraLabel,
    reportIncident: (incident, error) => writeLog('error', 'incident', { incident, because: placeOf(error) }),
  }
  const changed = (): void => {
    idle.look()
    feed.changed()
  }
  const keeper = new SessionKeeper(ports, { changed, cleared: screen.cleared })
  const idle = new IdleWatch(config.idle, {
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    isSessionOpen: () => keeper.view() !== undefined,
    isSignedIn: () => office.staff.current() !== undefined,
    endSession: () => keeper.leave('timed-out'),
    signOut: () => void office.staff.signOut().then(feedChanged, feedChanged),
    changed: () => feed.changed(),
  })
  const feedChanged = (): void => feed.changed()
  const view = (): KioskView =>
    kioskView({ config, office, keeper, reader: () => reader, idleEndsAt: () => idle.endsAt })
  const forgetCourier = office.courier.onChange(({ receipt }) => {
    if (receipt) keeper.received(receipt)
    changed()
  })
  office.courier.start()
  devices.start()
  return {
    calls: kioskCalls({ office, keeper, activity: () => idle.activity() }),
    view,
    failureOf: (error) => failureOf(error, ports),
    isCapturing: () => keeper.view()?.step.kind === 'capture-face',
    pageLost: () => keeper.suspend(),
    stop: async () => {
      idle.stop()
      forgetCourier()
      keeper.suspend()
      await Promise.allSettled([devices.stop(), office.courier.stop().then(() => office.close())])
    },
  }
}
