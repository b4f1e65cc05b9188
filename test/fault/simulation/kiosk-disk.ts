import { Problem } from '../../../sync-server/contract/failure.ts'
import type { Connection } from '../../../electron/store/connection.ts'
import type { Store } from '../../../electron/store/store.ts'
import type { PlantedBug } from './planted-bug.ts'
import { type DieAt, type Life, PowerCut } from './power-cut.ts'
import type { VirtualTime } from './virtual-time.ts'

interface DiskWorld {
  readonly kioskId: string
  readonly time: VirtualTime
  readonly random: () => number
  readonly dieAt: DieAt
  readonly isFull: () => boolean
  readonly bug: PlantedBug | undefined
  /** Ends the process that is at work. */
  readonly end: () => never
}

const BEFORE_HEAD = `select seq, digest from outbox where seq = (select seq - 1 from chain where kiosk_id = ?)`
/** How often a kiosk that remembers its place in the chain wrongly does so. */
const FORGETFUL = 0.15

/** The kiosk's database: a transaction is there whole or not at all, and may be the last thing that its process does. */
export class KioskDisk {
  readonly #connection: Connection
  readonly #world: DiskWorld

  constructor(connection: Connection, world: DiskWorld) {
    this.#connection = connection
    this.#world = world
  }

  /** The store of one run of the kiosk; dead as soon as that run is over. */
  storeOf(life: Life): Store {
    const sql = this.#world.bug === 'reused-number' ? this.#forgetful() : this.#connection
    const { time, dieAt, isFull, end } = this.#world
    const alive = (): void => {
      time.touch()
      if (life.isOver) throw new PowerCut()
    }
    return {
      read: (work) => {
        alive()
        return work(sql)
      },
      write: (work) => {
        alive()
        if (isFull()) throw new Problem('kiosk.disk-full')
        const isLast = dieAt('before-commit')
        const result = this.#connection.database.transaction(() => {
          const done = work(sql)
          return isLast ? end() : done
        })()
        return dieAt('after-commit') ? end() : result
      },
      close: () => undefined,
    }
  }

  count(condition: string): number {
    return this.#connection.get<{ n: number }>(`select count(*) as n from outbox where ${condition}`)?.n ?? 0
  }

  /** Reads the head of the chain as it was one record ago, now and then. */
  #forgetful(): Connection {
    const connection = this.#connection
    return {
      ...connection,
      get: <Row>(sql: string, ...values: readonly unknown[]) => {
        const found = connection.get<Row>(sql, ...values)
        if (!found || !sql.includes('from chain where') || this.#world.random() > FORGETFUL) return found
        return connection.get<Row>(BEFORE_HEAD, ...values) ?? found
      },
    }
  }
}
