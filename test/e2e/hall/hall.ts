import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo, type Demo, type DemoOptions } from '../../../build/demo/demo.ts'
import { CounterRobot } from './counter-robot.ts'
import { Devices } from './devices.ts'
import { Ledger } from './ledger.ts'
import { ScreenAlbum } from './screen-album.ts'
import { TerminalRobot } from './terminal-robot.ts'

/** What a spec asks of its hall. */
export interface HallWish {
  /** Halls of different names share nothing. */
  readonly name: string
  readonly screen: { readonly width: number; readonly height: number }
  /** What the kiosk is; a counter unless it is said. */
  readonly mode?: NonNullable<DemoOptions['mode']>
  readonly hasKeyboardScanner?: boolean
  readonly idle?: NonNullable<DemoOptions['idle']>
  /** On which line the reader stands; a serial one unless it is said. */
  readonly reader?: NonNullable<DemoOptions['reader']>
  readonly camera?: NonNullable<DemoOptions['camera']>
  readonly documentCamera?: NonNullable<DemoOptions['documentCamera']>
  /** Chromium switches that the kiosk starts without, by their beginning. */
  readonly without?: readonly string[]
}

const noSessionLeader = join(import.meta.dirname, '../../../build/demo/not-a-session-leader.sh')
const pressTimeoutMs = 10_000
const launchTimeoutMs = 20_000
const goneAfterMs = 10_000
/** The kiosk looks after its network by itself, every so many seconds. */
const noticedAfterMs = 40_000

/** A whole hall for tests: the demo's server, reader, camera and network, and a kiosk that Playwright holds. */
export class Hall {
  readonly demo: Demo
  readonly devices: Devices
  readonly ledger: Ledger
  readonly wish: HallWish
  readonly #known = new Set<string>()
  #app: ElectronApplication | undefined
  #robot: CounterRobot | TerminalRobot | undefined

  private constructor(demo: Demo, wish: HallWish) {
    const { readyLine } = demo
    this.demo = demo
    this.wish = wish
    this.devices = new Devices(readyLine.devices)
    this.ledger = new Ledger(join(readyLine.data, 'server/hall.sqlite'))
  }

  /** Opens a hall with its kiosk running. */
  static async open(wish: HallWish): Promise<Hall> {
    const dataDir = mkdtempSync(join(tmpdir(), 'hall-e2e-'))
    const demo = await startDemo({ dataDir, kiosk: 'none', ...wish })
    const hall = new Hall(demo, wish)
    await hall.startKiosk()
    return hall
  }

  /** The counter's screen. */
  get counter(): CounterRobot {
    if (!(this.#robot instanceof CounterRobot)) throw new Error('no counter is running')
    return this.#robot
  }

  /** The citizens' own screen. */
  get terminal(): TerminalRobot {
    if (!(this.#robot instanceof TerminalRobot)) throw new Error('no terminal is running')
    return this.#robot
  }

  get page(): Page {
    if (this.#robot === undefined) throw new Error('the kiosk is not running')
    return this.#robot.page
  }

  /** The kiosk as Playwright holds it, for what no screen shows. */
  get app(): ElectronApplication {
    if (this.#app === undefined) throw new Error('the kiosk is not running')
    return this.#app
  }

  /** Process id of the program that talks to readers and printers; another one after it died. */
  devicePid(): Promise<number | undefined> {
    return this.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'hall-devices')?.pid)
  }

  /** The clerk closes the kiosk; resolves with how it ended. */
  async quitKiosk(): Promise<{ readonly code: number | null; readonly signal: string | null }> {
    const { app } = this
    const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
      app.process().once('exit', (code, signal) => resolve({ code, signal })),
    )
    this.#app = undefined
    this.#robot = undefined
    await app.evaluate(({ app: kiosk }) => kiosk.quit()).catch(() => undefined) // the answer may come too late
    return ended
  }

  /** Process id of the kiosk. */
  get kioskPid(): number {
    return this.#app?.process().pid ?? 0
  }

  async startKiosk(): Promise<void> {
    const { executable, args, env } = this.demo.launch
    const without = this.wish.without ?? []
    const launch = {
      executablePath: this.wish.reader === 'hid' ? noSessionLeader : executable,
      args: args.filter((arg) => !without.some((start) => arg.startsWith(start))),
      env: { ...(process.env as Record<string, string>), ...env, HALL_PROGRAM: executable },
      timeout: launchTimeoutMs,
    }
    // Now and then the debugger's handshake hangs although the kiosk itself is up; the next start then works.
    this.#app = await _electron.launch(launch).catch(() => _electron.launch(launch))
    const app = this.#app
    app.context().setDefaultTimeout(pressTimeoutMs)
    await app.firstWindow()
    const screen = [() => app.windows(), new ScreenAlbum(this.wish.screen)] as const
    const { server } = this.demo.readyLine
    this.#robot = this.wish.mode === 'self-service' ? new TerminalRobot(...screen, server) : new CounterRobot(...screen)
    await this.#robot.isUp()
  }

  /** The plug is pulled: no handler runs, nothing is flushed. */
  async killKiosk(): Promise<void> {
    const app = this.#app
    this.#app = undefined
    this.#robot = undefined
    if (app === undefined) return
    const gone = new Promise<void>((resolve) => app.process().once('exit', () => resolve()))
    app.process().kill('SIGKILL')
    await gone
    await app.close().catch(() => undefined) // tells Playwright that there is nothing left to drive
  }

  /** The clerk's home screen, signed in, with every device as in the morning: where most tests begin. */
  async atHome(): Promise<void> {
    await this.devices.reset()
    await this.counter.toHome()
    await this.isOnline()
    if (await this.page.getByText('离线登录').isVisible()) await this.counter.signInAgain()
  }

  /** The sign-in screen, with every device as in the morning. */
  async atSignIn(): Promise<void> {
    await this.atHome()
    await this.counter.signOut()
  }

  /** Has a member of staff sign in once while online, so that the kiosk can take their signature offline too. */
  async knowsStaff(staff: { number: string; password: string }): Promise<void> {
    if (this.#known.has(staff.number)) return
    this.#known.add(staff.number)
    await this.counter.signOut()
    await this.counter.signIn(staff)
    await this.counter.sees('窗口受理')
    await this.counter.signInAgain()
  }

  /** Makes sure that an account with this phone number exists. */
  async hasAccount(phone: string): Promise<void> {
    if (this.#known.has(phone)) return
    this.#known.add(phone)
    await this.counter.begin()
    await this.counter.claimAccount(phone)
    await this.counter.leave()
    await this.counter.finish()
  }

  /** Cuts the network and waits until the kiosk has noticed. */
  async goOffline(): Promise<void> {
    await this.devices.network(false)
    await expect(this.page.getByRole('banner').getByText('当前离线')).toBeVisible({ timeout: noticedAfterMs })
  }

  async isOnline(): Promise<void> {
    await expect(this.page.getByRole('banner').getByText('网络正常')).toBeVisible({ timeout: noticedAfterMs })
  }

  async close(): Promise<void> {
    const app = this.#app
    if (app !== undefined) await closedInTime(app)
    await this.demo.stop()
    rmSync(this.demo.readyLine.data, { recursive: true, force: true })
  }
}

/** A kiosk that does not close by itself must not keep the test run. */
async function closedInTime(app: ElectronApplication): Promise<void> {
  const late = setTimeout(() => app.process().kill('SIGKILL'), goneAfterMs)
  await app.close().catch(() => undefined)
  clearTimeout(late)
}
