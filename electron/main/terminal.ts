import { randomUUID } from 'node:crypto'
import type { DeviceHealth } from '../../sync-server/contract/device-health.ts'
import type { ReaderState } from '../../sync-server/contract/device.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'
import type { TerminalView } from '../bridge/terminal-view.ts'
import type { KioskConfig } from '../config/kiosk-config.ts'
import { DeviceWatch } from '../devices/health/device-watch.ts'
import { failureOf } from '../session/failure-of.ts'
import type { CardReader, CardReaderListener, InputMethod, Office } from '../stages.ts'
import { Farewells } from '../terminal/farewells.ts'
import { Reception } from '../terminal/reception.ts'
import type { Front, Screen } from './front.ts'
import { IdleWatch } from './idle-watch.ts'
import { placeOf, writeLog } from './kiosk-log.ts'
import { blocksTerminal } from './terminal-blocked.ts'
import { type TerminalCalls, terminalCalls } from './terminal-calls.ts'
import { ViewFeed } from './view-feed.ts'

const FAREWELL_PAUSE_MS = 3000

const failurePorts = {
  random: { uuid: () => randomUUID() },
  reportIncident: (incident: string, error: unknown) =>
    writeLog('error', 'incident', { incident, because: placeOf(error) }),
}

/** The stages that a terminal stands on. */
export interface TerminalParts {
  readonly office: Office
  readonly inputMethod: InputMethod
  readonly openReader: (listener: CardReaderListener) => CardReader
}

/** Everything behind the window of self-service, put together: the server's flows, one visit at a time, idleness. */
export class Terminal implements Front {
  readonly calls: TerminalCalls
  readonly suggest: InputMethod['suggest']
  readonly #config: Pick<KioskConfig, 'isDemo' | 'name' | 'idle'>
  readonly #office: Office
  readonly #inputMethod: InputMethod
  readonly #reader: CardReader
  readonly #watch: DeviceWatch
  readonly #farewells: Farewells
  readonly #reception: Reception
  readonly #idle: IdleWatch
  readonly #feed: ViewFeed<TerminalView>
  readonly #forgetCourier: () => void
  #readerState: ReaderState = { kind: 'disconnected' }

  constructor(config: Pick<KioskConfig, 'isDemo' | 'name' | 'idle'>, parts: TerminalParts, screen: Screen) {
    const { office, inputMethod, openReader } = parts
    this.#config = config
    this.#office = office
    this.#inputMethod = inputMethod
    this.suggest = (letters) => inputMethod.suggest(letters)
    this.#feed = new ViewFeed(() => this.view(), screen.push)
    this.#farewells = new Farewells({
      desk: office.citizens,
      gaveUp: (code) => writeLog('warn', 'farewell unheard', { code }),
      pauseMs: FAREWELL_PAUSE_MS,
    })
    this.#watch = new DeviceWatch(['reader'], { now: () => new Date(), changed: () => this.#deviceChanged() })
    this.#reader = openReader(this.#readerListener())
    this.#reception = this.#openReception(screen)
    this.#idle = this.#makeIdle()
    this.calls = terminalCalls({ reception: this.#reception, activity: () => this.#idle.activity() })
    this.#forgetCourier = office.courier.onChange(() => this.#networkChanged())
  }

  begin(): void {
    this.#office.courier.start()
    this.#inputMethod.start()
    this.#reader.start()
  }

  view(): TerminalView {
    const { isDemo, name: kioskName } = this.#config
    const { endsAt } = this.#idle
    return {
      mode: 'self-service',
      isDemo,
      hallName: this.#office.identity.hall().name,
      kioskName,
      network: this.#office.courier.network(),
      reader: this.#readerState,
      health: this.#watch.view(),
      ...this.#reception.view(),
      idle: endsAt === undefined ? undefined : { endsAt },
      blocked: blocksTerminal(this.#office.blocked()),
    }
  }

  health(): readonly DeviceHealth[] {
    return this.#watch.view()
  }

  failureOf(error: unknown): Failure {
    return failureOf(error, failurePorts)
  }

  /** No flow of the server takes a picture here. */
  isCapturing(): boolean {
    return false
  }

  /** The page crashed or hangs: whoever stood before it begins anew, and nobody finds what they left. */
  pageLost(): void {
    this.#reception.end('page lost')
  }

  async stop(): Promise<void> {
    this.#feed.stop()
    this.#reception.end('stopped')
    this.#idle.stop()
    this.#inputMethod.stop()
    this.#forgetCourier()
    await Promise.all([this.#farewells.stop(), this.#reader.stop()])
    await this.#office.close()
  }

  #changed(): void {
    this.#idle.look()
    this.#feed.changed()
  }

  /** The server hears of it at once. */
  #deviceChanged(): void {
    this.#feed.changed()
    this.#office.courier.nudge()
  }

  #networkChanged(): void {
    if (this.#office.courier.network() === 'online') void this.#reception.visit()?.catchUp()
    this.#feed.changed()
  }

  #readerListener(): CardReaderListener {
    return {
      state: (state) => {
        this.#readerState = state
        this.#watch.reader(state)
        if (state.kind === 'reading') this.#idle.activity() // somebody has laid a card down
        this.#feed.changed()
      },
      cardRead: (read) => {
        this.#watch.succeeded('reader')
        this.#reception.cardRead(read)
      },
      failure: (code, because) => {
        this.#watch.failure(code)
        writeLog('warn', 'device failure', { code, because })
      },
    }
  }

  #openReception(screen: Screen): Reception {
    return new Reception({
      desk: this.#office.citizens,
      reader: this.#reader,
      farewells: this.#farewells,
      failureOf: (error) => this.failureOf(error),
      changed: () => this.#changed(),
      attended: () => this.#idle.activity(),
      blocked: () => blocksTerminal(this.#office.blocked()),
      cleared: () => screen.cleared(),
      called: (isWanted) => writeLog('info', isWanted ? 'staff called' : 'staff call withdrawn'),
      ended: (because) => {
        writeLog('info', 'visit ended', { because })
        this.#inputMethod.renew()
      },
    })
  }

  #makeIdle(): IdleWatch {
    return new IdleWatch(this.#config.idle, {
      monotonicMs: () => performance.now(),
      wallMs: () => Date.now(),
      isSessionOpen: () => this.#reception.visit() !== undefined,
      isSignedIn: () => false, // no member of staff signs in here
      endSession: () => this.#reception.leave('idle'),
      signOut: () => undefined,
      changed: () => this.#feed.changed(),
    })
  }
}
