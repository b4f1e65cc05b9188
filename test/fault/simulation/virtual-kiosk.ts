import Sqlite from 'better-sqlite3'
import { Problem } from '../../../sync-server/contract/failure.ts'
import { anchoredTime } from '../../../electron/identity/anchored-time.ts'
import { hireCourier } from '../../../electron/hire-courier.ts'
import { beginChain } from '../../../electron/outbox/chain.ts'
import { depot } from '../../../electron/outbox/depot.ts'
import { ledger } from '../../../electron/outbox/ledger.ts'
import type { Depot, SnapshotShelf } from '../../../electron/stages.ts'
import { type Connection, connectionOf } from '../../../electron/store/connection.ts'
import { migrate } from '../../../electron/store/migrations.ts'
import type { OwnCourier } from '../../../electron/sync/courier.ts'
import type { ServerClient } from '../../../electron/sync/server-client.ts'
import { sealer } from '../../../electron/vault/sealer.ts'
import { snapshotShelf } from '../../../electron/vault/snapshot-shelf.ts'
import type { KioskRole, Session } from './cast.ts'
import { KioskDisk } from './kiosk-disk.ts'
import type { PlantedBug } from './planted-bug.ts'
import { type DieAt, type Life, PowerCut } from './power-cut.ts'
import type { VirtualTime } from './virtual-time.ts'

interface KioskWorld {
  readonly role: KioskRole
  readonly connection: Connection
  readonly time: VirtualTime
  readonly random: () => number
  readonly dieAt: DieAt
  readonly isFull: () => boolean
  readonly bug: PlantedBug | undefined
  readonly lineOf: (kioskId: string, life: Life) => ServerClient
  readonly onDeath: () => void
  /** Called when the program fails in a way that no fault of its surroundings explains. */
  readonly onFault: () => void
}

/** The parts of one run of a kiosk. */
interface Running {
  readonly depot: Depot
  readonly courier: OwnCourier
  readonly snapshots: SnapshotShelf
}

const CLERK = '1001'
const SNAPSHOT_KEY = Buffer.alloc(32, 7)
/** Rounds often enough for a short world, and small batches, so that records travel in several requests. */
const TIMES = { probeEveryMs: 25_000, longestWaitMs: 60_000, leaseMs: 60_000, batchBytes: 9_000 }

/** A kiosk's database in memory, made by the kiosk's own migrations; it serves many seeds one after the other. */
export function kioskConnection(): Connection {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  migrate(database)
  return connectionOf(database)
}

/** The shipped depot, outbox and courier on a disk in memory. It can die at every commit. */
export class VirtualKiosk {
  readonly kioskId: string
  /** Ids of records whose deposit has returned or was found done after a crash: what the citizen was told. */
  readonly acknowledged: string[] = []
  /** The machine's clock is off by this much. */
  clockOffMs = 0
  readonly #world: KioskWorld
  readonly #disk: KioskDisk
  readonly #depositTried = new Set<string>()
  #life: Life = { isOver: true }
  #running: Running | undefined

  constructor(world: KioskWorld) {
    this.#world = world
    this.kioskId = world.role.registered.current()?.kiosk.kioskId ?? ''
    const end = (): never => this.#cut()
    this.#disk = new KioskDisk(world.connection, { ...world, kioskId: this.kioskId, end })
    beginChain(this.#disk.storeOf({ isOver: false }), this.kioskId)
  }

  get isUp(): boolean {
    return this.#running !== undefined
  }

  get waiting(): number {
    return this.#disk.count(`state in ('ready', 'leased')`)
  }

  start(): void {
    const { time, role, random, lineOf } = this.#world
    const life: Life = (this.#life = { isOver: false })
    const clock = (): Date => new Date(time.now + this.clockOffMs)
    const store = this.#disk.storeOf(life)
    try {
      const { registered } = role
      const around = { enrolmentCode: undefined, clock, store, registered, client: lineOf(this.kioskId, life), random }
      const courier = hireCourier({ ...around, time: anchoredTime(store, clock) }, TIMES)
      const parts = { store, ledger: ledger(store, clock), now: clock, kioskId: () => this.kioskId }
      const snapshots = snapshotShelf(store, () => ({ staffNumber: CLERK, key: SNAPSHOT_KEY }))
      const deposits = depot({ ...parts, seal: this.#seal(), onChange: courier.nudge })
      this.#running = { courier, snapshots, depot: deposits }
      courier.start()
      if (life.isOver) void courier.stop().catch(() => undefined) // it died in its first step
    } catch (error) {
      if (!isExpected(error)) throw error
      if (!life.isOver) this.die() // no room even to open: it is started again later
    }
  }

  /** The power goes; whatever still runs finds its ports dead. */
  die(): void {
    const running = this.#running
    this.#running = undefined
    this.#life.isOver = true
    void running?.courier.stop().catch(() => undefined)
    this.#world.onDeath()
  }

  /**
   * A clerk finishes a session; false when it is to be tried again later. One that was under way when the power went lies on
   * the shelf still, or its record is stored: the deposit takes it from there in the same transaction.
   */
  serve({ log, record }: Session): boolean {
    const running = this.#running
    if (!running) return false
    try {
      this.#finish(running, { log, record })
      this.acknowledged.push(log.recordId)
      return true
    } catch (error) {
      if (!isExpected(error)) this.#world.onFault()
      return false
    }
  }

  #finish({ snapshots, depot: deposits }: Running, { log, record }: Session): void {
    const isOnShelf = snapshots.peek() !== undefined
    if (!isOnShelf && this.#depositTried.has(log.recordId)) return
    const meta = { sessionId: log.recordId, staffNumber: CLERK, startedAt: log.startedAt, stepTitle: '' }
    if (!isOnShelf) snapshots.save(Buffer.alloc(16), meta)
    this.#depositTried.add(log.recordId)
    const attachments = record.attachments.map(({ name }) => ({ name, bytes: new Uint8Array(8) }))
    deposits.deposit(log, attachments, CLERK)
  }

  /** Whether a round of the courier failed in a way that nobody foresaw. */
  get isTroubled(): boolean {
    return this.#running?.courier.trouble()?.code === 'server.internal'
  }

  /** What became of a record here. */
  standingOf(recordId: string): { readonly state: string; readonly decision: string | null } | undefined {
    return this.#world.connection.get('select state, decision from outbox where record_id = ?', recordId)
  }

  /** A record at its own place in the chain was sealed beforehand; at any other it is sealed anew. */
  #seal(): Parameters<typeof depot>[0]['seal'] {
    const { role } = this.#world
    const anew = sealer(role.registered)
    return (plain, position) => {
      const known = role.sessions.find(({ log }) => log.recordId === plain.log.recordId)?.record
      const before = role.sessions[position.seq - 2]?.record.digest ?? '0'.repeat(64)
      return known?.seq === position.seq && before === position.previousDigest ? known : anew(plain, position)
    }
  }

  #cut(): never {
    this.die()
    throw new PowerCut()
  }
}

function isExpected(error: unknown): boolean {
  return error instanceof PowerCut || (error instanceof Problem && error.code === 'kiosk.disk-full')
}
