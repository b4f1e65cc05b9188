import type { Connection } from '../../../electron/store/connection.ts'
import { type Cast, castOf } from './cast.ts'
import { lookAtAnswer, lookAtBooks, lookAtEnd, type Violation } from './invariants.ts'
import type { PlantedBug } from './planted-bug.ts'
import type { DieAt } from './power-cut.ts'
import { kioskConnection, VirtualKiosk } from './virtual-kiosk.ts'
import { fair, VirtualNetwork, type Weather } from './virtual-network.ts'
import { VirtualServer } from './virtual-server.ts'
import { chance, VirtualTime, withTimersOf } from './virtual-time.ts'

/** What a seed came to. */
export interface SeedResult {
  readonly seed: number
  readonly violation: Violation | undefined
  readonly records: number
  readonly grants: number
  readonly deaths: number
  readonly mishaps: number
  readonly virtualMs: number
}

const MINUTE_MS = 60_000
/** Everything is served and everything goes wrong in the first ninety seconds; then the faults stop. */
const TROUBLE_MS = 1.5 * MINUTE_MS
/** How long the outbox may take to be empty after that. */
const DRAIN_MS = 5 * MINUTE_MS
const DAY_MS = 24 * 60 * MINUTE_MS
const GRANTS = 'select count(*) from level_grants'
const RETRY_MS = 2_000

/** How badly a seed's world behaves. */
interface Temper {
  readonly weather: Weather
  readonly kioskDies: number
  readonly serverDies: number
  readonly full: number
  readonly clockJumps: number
}

function temperOf(random: () => number): Temper {
  const weather = {
    loss: random() * 0.35,
    doubling: random() * 0.3,
    echo: random() * 0.3,
    longestMs: 20 + random() * 15_000,
  }
  const dice = (most: number): number => (random() < 0.5 ? 0 : random() * most)
  return { weather, kioskDies: dice(0.08), serverDies: dice(0.15), full: dice(0.1), clockJumps: dice(0.5) }
}

/** One world of one seed: two kiosks and a server, all of it the shipped code, and everything around it made up. */
class World {
  readonly time = new VirtualTime()
  readonly random: () => number
  readonly kiosks: readonly VirtualKiosk[]
  violation: Violation | undefined
  deaths = 0
  #isTrouble = false
  readonly #server: VirtualServer
  readonly network: VirtualNetwork
  readonly #temper: Temper
  readonly #cast: Cast

  constructor(
    cast: Cast,
    connections: readonly Connection[],
    { seed, bug }: { seed: number; bug?: PlantedBug | undefined },
  ) {
    this.#cast = cast
    const random = (this.random = chance(seed))
    const { time } = this
    this.#temper = temperOf(random)
    const onFault = (): void => this.#found('program-fault')
    this.#server = new VirtualServer({
      cast,
      time,
      bug,
      dieAt: this.#diesAt('serverDies'),
      onDeath: () => this.#serverDied(),
      onFault,
    })
    const onAnswer = (answer: Parameters<typeof lookAtAnswer>[1]): void =>
      this.#found(lookAtAnswer(cast.handle, answer) ?? lookAtBooks(cast.handle))
    this.network = new VirtualNetwork({ time, random, server: this.#server, weather: this.#temper.weather, onAnswer })
    this.kiosks = connections.map((connection, i) => {
      const role = cast.kiosks[i]!
      const surroundings = { time, random, connection, role, bug, dieAt: this.#diesAt('kioskDies') }
      const isFull = (): boolean => this.#isTrouble && random() < this.#temper.full
      const kiosk: VirtualKiosk = new VirtualKiosk({
        ...{ ...surroundings, isFull, onFault, lineOf: (id, life) => this.network.lineOf(id, life) },
        onDeath: () => this.#kioskDied(kiosk),
      })
      return kiosk
    })
  }

  /** Faults for a while, then none, then a look at what is left. */
  async run(): Promise<void> {
    this.#isTrouble = true
    this.#server.start()
    for (const [i, kiosk] of this.kiosks.entries()) this.#open(kiosk, i)
    const start = this.time.now
    await this.time.runUntil(() => this.violation !== undefined, start + TROUBLE_MS)
    this.#isTrouble = false
    Object.assign(this.#temper.weather, fair)
    const isDone = (): boolean => this.violation !== undefined || (this.#served === this.#planned && this.#isEmpty())
    if (!(await this.time.runUntil(isDone, start + TROUBLE_MS + DRAIN_MS))) this.#found('not-drained')
    if (this.kiosks.some((kiosk) => kiosk.isTroubled)) this.#found('program-fault')
    for (const kiosk of this.kiosks) kiosk.die()
    // Copies of requests that are still on their way arrive at a server that has answered everything.
    await this.time.runUntil(() => false, this.time.now + DRAIN_MS)
    this.#found(lookAtBooks(this.#cast.handle))
    for (const kiosk of this.kiosks) this.#found(lookAtEnd(this.#cast.handle, kiosk))
  }

  #planned = 0
  #served = 0

  #isEmpty(): boolean {
    return this.kiosks.every((kiosk) => kiosk.isUp && kiosk.waiting === 0)
  }

  #found(violation: Violation | undefined): void {
    this.violation ??= violation
  }

  #diesAt(who: 'kioskDies' | 'serverDies'): DieAt {
    return () => this.#isTrouble && this.random() < this.#temper[who] / 3
  }

  #serverDied(): void {
    this.deaths++
    this.#found(lookAtBooks(this.#cast.handle))
    this.time.after(500 + this.random() * 20_000, () => this.#server.start())
  }

  #kioskDied(kiosk: VirtualKiosk): void {
    this.deaths++
    this.time.after(500 + this.random() * 20_000, () => {
      if (!kiosk.isUp) kiosk.start()
    })
  }

  /** Opens a kiosk and plans whom it serves and what happens to it. */
  #open(kiosk: VirtualKiosk, i: number): void {
    const { time, random } = this
    kiosk.start()
    const sessions = this.#cast.kiosks[i]!.sessions.slice(0, Math.floor(random() * 4))
    this.#planned += sessions.length
    let next = 0
    const serveNext = (): void => {
      const session = sessions[next]
      if (!session) return
      const isServed = kiosk.serve(session)
      if (isServed) {
        next++
        this.#served++
      }
      time.after(isServed ? random() * random() * (TROUBLE_MS / 2) : RETRY_MS, serveNext)
    }
    time.after(random() * 10_000, serveNext)
    if (random() < this.#temper.clockJumps) {
      time.after(random() * TROUBLE_MS, () => (kiosk.clockOffMs += (random() - 0.5) * 4 * DAY_MS))
    }
    if (random() < this.#temper.kioskDies * 5) time.after(random() * TROUBLE_MS, () => kiosk.isUp && kiosk.die())
    if (random() < this.#temper.serverDies * 3) time.after(random() * TROUBLE_MS, () => this.#server.die())
  }
}

/** Runs worlds one after the other; whatever one has written is taken back before the next. */
export class Simulation {
  readonly #cast: Cast
  readonly #connections: readonly Connection[]

  private constructor(cast: Cast) {
    this.#cast = cast
    this.#connections = cast.kiosks.map(() => kioskConnection())
  }

  static async prepare(): Promise<Simulation> {
    return new Simulation(await castOf())
  }

  /** The seed alone says what happens. */
  async run(seed: number, bug?: PlantedBug): Promise<SeedResult> {
    const databases = [this.#cast.handle.raw, ...this.#connections.map(({ database }) => database)]
    if (bug === 'grant-before-record') this.#cast.handle.raw.pragma('foreign_keys = OFF')
    for (const database of databases) database.exec('begin')
    try {
      const world = new World(this.#cast, this.#connections, { seed, bug })
      const start = world.time.now
      await withTimersOf(world.time, () => world.run())
      const { violation, deaths, network } = world
      const records = world.kiosks.reduce((sum, kiosk) => sum + kiosk.acknowledged.length, 0)
      const grants = this.#cast.handle.raw.prepare<[], number>(GRANTS).pluck().get() ?? 0
      const mishaps = network.did.lost + network.did.doubled + network.did.echoed
      return { seed, violation, records, grants, deaths, mishaps, virtualMs: world.time.now - start }
    } finally {
      for (const database of databases) database.exec('rollback')
      this.#cast.handle.raw.pragma('foreign_keys = ON')
    }
  }
}
