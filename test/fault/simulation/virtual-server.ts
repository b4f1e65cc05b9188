import { Problem } from '../../../sync-server/contract/failure.ts'
import type { KioskStanding } from '../../../sync-server/contract/kiosk.ts'
import type { RecordAnswer } from '../../../sync-server/contract/sealed-record.ts'
import type { IntakeParts } from '../../../sync-server/intake/intake-parts.ts'
import { takeIn } from '../../../sync-server/intake/intake.service.ts'
import { standingOf } from '../../../sync-server/kiosks/kiosks.service.ts'
import type { Database } from '../../../sync-server/platform/database/database.ts'
import { groupCommit } from '../../../sync-server/platform/database/group-commit.ts'
import { type Handle, readerOn, transactionOn } from '../../../sync-server/platform/database/sqlite-handle.ts'
import type { Cast } from './cast.ts'
import type { PlantedBug } from './planted-bug.ts'
import { type DieAt, type Life, PowerCut } from './power-cut.ts'
import { blindToArrivals, ServerDisk } from './server-disk.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What a request may come back with. */
export type ServerAnswer = KioskStanding | { readonly answers: readonly RecordAnswer[] }

interface ServerWorld {
  readonly cast: Cast
  readonly time: VirtualTime
  readonly dieAt: DieAt
  readonly bug: PlantedBug | undefined
  /** Called when the process has died by itself. */
  readonly onDeath: () => void
  /** Called when the program fails in a way that no fault of its surroundings explains. */
  readonly onFault: () => void
}

const uncounted: IntakeParts['metrics'] = {
  answered: () => undefined,
  record: () => undefined,
  verified: () => undefined,
  levelFaults: () => undefined,
  text: () => Promise.resolve(''),
  contentType: '',
  close: () => undefined,
}

/** The shipped intake on a disk in memory. It can die at every commit and every signature; what it had not committed is gone. */
export class VirtualServer {
  readonly #world: ServerWorld
  readonly #disk: ServerDisk
  readonly #handle: Handle
  #life: Life | undefined
  #parts: IntakeParts | undefined

  constructor(world: ServerWorld) {
    this.#world = world
    const { handle } = world.cast
    this.#disk = new ServerDisk(handle, world.bug, world.time)
    this.#handle = {
      ...handle,
      prepare: (sql) => {
        if (this.#life === undefined) throw new PowerCut()
        world.time.touch()
        return handle.prepare(sql)
      },
    }
  }

  get isUp(): boolean {
    return this.#life !== undefined
  }

  start(): void {
    const { cast, time } = this.#world
    const life: Life = { isOver: false }
    this.#life = life
    const { keys, ...rest } = cast.foundation
    const sign: typeof keys.sign = (value) => {
      if (life.isOver || this.#world.dieAt('at-signature')) this.#cut()
      return keys.sign(value)
    }
    const say: IntakeParts['logger']['say'] = (event) => {
      if (event === 'incident' && !life.isOver) this.#world.onFault()
    }
    this.#parts = {
      ...{ ...rest, records: cast.records, logger: { say }, metrics: uncounted },
      keys: { ...keys, sign },
      clock: { now: () => new Date(time.now) },
      database: this.#databaseOf(life),
    }
  }

  /** The process ends here and now; the answer never comes to whoever caused it. */
  die(): void {
    const life = this.#life
    if (!life) return
    life.isOver = true
    this.#life = undefined
    this.#disk.loseWhatIsNotDurable()
    this.#world.onDeath()
  }

  /** Answers a request; one that outlives the process is never answered. */
  async handle(name: string, kioskId: string, body: unknown): Promise<ServerAnswer> {
    const [life, parts] = [this.#life, this.#parts]
    if (!life || !parts) throw new Problem('server.unreachable')
    const caller = { kioskId, hall: { id: 'hall', name: '演练大厅' } }
    const answer =
      name === 'kioskStanding' ? await standingOf(parts, caller) : await takeIn(parts, kioskId, body as Uint8Array)
    if (life.isOver) throw new PowerCut()
    return answer
  }

  #cut(): never {
    this.die()
    throw new PowerCut()
  }

  #databaseOf(life: Life): Database {
    const { bug, time } = this.#world
    const plain = readerOn(this.#handle)
    const reader = bug === 'no-dedupe' ? blindToArrivals(plain) : plain
    const transaction = this.#disk.watched(transactionOn(this.#handle, reader))
    const commits = groupCommit({
      transaction,
      isOpen: () => !life.isOver && this.#disk.isOpen,
      execute: (sql) => this.#execute(life, sql),
    })
    return {
      engine: 'sqlite',
      reader,
      write: (job) => {
        time.touch()
        return commits.write(job)
      },
      single: (sql, ...values) => commits.write((tx) => tx.get(sql, ...values)),
      isCollision: () => false,
      close: () => commits.settled(),
    }
  }

  #execute(life: Life, sql: string): void {
    if (life.isOver) throw new PowerCut()
    this.#world.time.touch()
    if (sql !== 'COMMIT') return sql === 'ROLLBACK' ? this.#disk.undo() : this.#disk.begin()
    if (this.#world.dieAt('before-commit')) this.#cut()
    this.#disk.commit()
    if (this.#world.dieAt('after-commit')) this.#cut()
  }
}
