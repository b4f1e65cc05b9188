import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { app } from 'electron'
import type { DeviceHealth } from '../../sync-server/contract/device-health.ts'
import type { PrinterState, PrintSlip, ReaderState, Scan } from '../../sync-server/contract/device.ts'
import type { Failure, FailureCode } from '../../sync-server/contract/failure.ts'
import { AppealBoard } from '../appeals/appeal-board.ts'
import type { KioskView } from '../bridge/view.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import { wiredDevices } from '../devices/health/devices-of.ts'
import { DeviceWatch } from '../devices/health/device-watch.ts'
import { DeviceService } from '../devices/device-service.ts'
import type { HostProcess } from '../devices/host-process.ts'
import { utilityHost } from '../devices/utility-host.ts'
import { failureOf } from '../session/failure-of.ts'
import { SessionKeeper } from '../session/session-keeper.ts'
import type { SessionPorts } from '../session/session-ports.ts'
import type { Office } from '../stages.ts'
import { facesOf } from './faces-of.ts'
import type { Front, Screen } from './front.ts'
import { IdleWatch } from './idle-watch.ts'
import { type KioskCalls, kioskCalls } from './kiosk-calls.ts'
import { placeOf, writeLog } from './kiosk-log.ts'
import { kioskView } from './kiosk-view.ts'
import { ReceiptDesk } from './receipt-desk.ts'
import { ViewFeed } from './view-feed.ts'

function worldOf(config: KioskConfig): Omit<SessionPorts, 'office' | 'devices'> {
  return {
    clock: { now: () => new Date() },
    random: { bytes: (length) => randomBytes(length), uuid: () => randomUUID(), below: (below) => randomInt(below) },
    timers: {
      after: (ms, run) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    cameraLabel: config.cameraLabel,
    documentCamera: config.documentCamera,
    reportIncident: (incident, error) => writeLog('error', 'incident', { incident, because: placeOf(error) }),
    receiptPage: (receiptNumber) => `${config.server}/r/${receiptNumber}`,
  }
}

/** Everything behind the window, put together: office, devices, session, idleness. The only place where the stages meet. */
export class Counter implements Front {
  readonly calls: KioskCalls
  /** Staff type on a keyboard of their own. */
  readonly suggest = undefined
  readonly #config: KioskConfig
  readonly #office: Office
  readonly #ports: SessionPorts
  readonly #devices: DeviceService
  readonly #faces: ReturnType<typeof facesOf>
  readonly #watch: DeviceWatch
  readonly #keeper: SessionKeeper
  readonly #appeals: AppealBoard
  readonly #receipts: ReceiptDesk
  readonly #idle: IdleWatch
  readonly #feed: ViewFeed<KioskView>
  readonly #forgetCourier: () => void
  #reader: ReaderState = { kind: 'disconnected' }
  #printer: PrinterState | undefined

  constructor(config: KioskConfig, office: Office, screen: Screen) {
    this.#config = config
    this.#office = office
    this.#feed = new ViewFeed(() => this.view(), screen.push)
    this.#watch = this.#makeWatch()
    this.#devices = this.#makeDevices()
    this.#faces = facesOf(config)
    this.#ports = { ...worldOf(config), office, devices: this.#devices, faceJudge: this.#faces }
    this.#keeper = new SessionKeeper(this.#ports, {
      changed: () => this.#changed(),
      cleared: () => void screen.cleared(),
    })
    this.#appeals = this.#makeAppeals()
    this.#receipts = this.#makeReceipts()
    this.#idle = this.#makeIdle()
    this.calls = kioskCalls({
      office,
      keeper: this.#keeper,
      appeals: this.#appeals,
      printReceipt: () => void this.#receipts.print(),
      cameraSeen: (sight) => this.#watch.camera(sight),
      aimCamera: (aim) => this.#devices.aim(aim),
      activity: () => this.#idle.activity(),
    })
    this.#forgetCourier = office.courier.onChange(({ receipt }) => {
      if (receipt) this.#keeper.received(receipt)
      this.#changed()
    })
  }

  begin(): void {
    this.#office.courier.start()
    this.#devices.start()
    this.#faces?.start()
  }

  view(): KioskView {
    return kioskView({
      config: this.#config,
      office: this.#office,
      keeper: this.#keeper,
      appeals: this.#appeals,
      reader: () => this.#reader,
      printer: () => this.#printer,
      health: () => this.#watch.view(),
      slip: () => this.#receipts.view(),
      idleEndsAt: () => this.#idle.endsAt,
    })
  }

  health(): readonly DeviceHealth[] {
    return this.#watch.view()
  }

  failureOf(error: unknown): Failure {
    return failureOf(error, this.#ports)
  }

  /** Whether the page may use a camera now: for a face, or for a page where one stands over the desk. */
  isCapturing(): boolean {
    const isAtPage = this.#config.documentCamera !== undefined && this.#isAt('compare-by-eye')
    return this.#isAt('capture-face') || isAtPage
  }

  /** A citizen's document or code was scanned: somebody is here. */
  scanned(scan: Scan): void {
    this.#idle.activity()
    void this.#keeper.scanned(scan)
  }

  /** The page crashed or hangs: the session is put on the shelf. */
  pageLost(): void {
    this.#keeper.suspend()
  }

  async stop(): Promise<void> {
    this.#feed.stop()
    this.#idle.stop()
    this.#forgetCourier()
    this.#keeper.suspend()
    await Promise.allSettled([this.#devices.stop(), this.#faces?.stop(), this.#office.close()])
  }

  #isAt(kind: 'capture-face' | 'compare-by-eye'): boolean {
    return this.#keeper.view()?.step.kind === kind
  }

  #changed(): void {
    this.#devices.capture(this.#isAt('capture-face'))
    this.#appeals.see()
    this.#idle.look()
    this.#feed.changed()
  }

  #makeDevices(): DeviceService {
    const { reader, printer, scanners, stage, chipPhotoLibrary, isDemo } = this.#config
    const spawn = (): HostProcess => utilityHost(join(app.getAppPath(), 'out/main/device-host.cjs'))
    return new DeviceService({ reader, printer, scanners, stage, chipPhotoLibrary, isDemo }, spawn, {
      stage: (device, trouble) => this.#watch.stage(device, trouble),
      state: (state) => {
        this.#reader = state
        this.#watch.reader(state)
        if (state.kind === 'reading') this.#idle.activity() // somebody has laid a card down
        this.#feed.changed()
      },
      printer: (state) => {
        this.#printer = state
        this.#watch.printer(state)
        this.#feed.changed()
      },
      cardRead: (read) => {
        this.#watch.succeeded('reader')
        void this.#keeper.cardRead(read)
      },
      scanner: (scanner, isReady) => this.#watch.scanner(scanner, isReady),
      scan: (scanner, scan) => {
        this.#watch.succeeded(scanner)
        this.scanned(scan)
      },
      failure: (code, because) => {
        this.#watch.failure(code)
        writeLog('warn', 'device failure', { code, because })
      },
    })
  }

  #makeWatch(): DeviceWatch {
    return new DeviceWatch(['camera', ...wiredDevices(this.#config)], {
      now: () => new Date(),
      changed: () => {
        this.#feed.changed()
        this.#office.courier.nudge() // the server hears of it at once
      },
    })
  }

  async #print(slip: PrintSlip): Promise<FailureCode | undefined> {
    const code = await this.#devices.print(slip)
    if (code === undefined) this.#watch.succeeded('printer')
    return code
  }

  #makeAppeals(): AppealBoard {
    const { staff, appeals: desk } = this.#office
    const monotonicMs = (): number => performance.now()
    return new AppealBoard({ desk, clerk: () => staff.current(), monotonicMs, changed: () => this.#changed() })
  }

  #makeReceipts(): ReceiptDesk {
    return new ReceiptDesk({
      result: () => this.#keeper.result(),
      print: (slip) => this.#print(slip),
      changed: () => this.#feed.changed(),
    })
  }

  #makeIdle(): IdleWatch {
    const { staff } = this.#office
    const changed = (): void => this.#feed.changed()
    return new IdleWatch(this.#config.idle, {
      monotonicMs: () => performance.now(),
      wallMs: () => Date.now(),
      isSessionOpen: () => this.#keeper.view() !== undefined || this.#appeals.isOpen,
      isSignedIn: () => staff.current() !== undefined,
      endSession: () => {
        this.#appeals.close()
        this.#keeper.leave('timed-out')
      },
      signOut: () => void staff.signOut().then(changed, changed),
      changed,
    })
  }
}
