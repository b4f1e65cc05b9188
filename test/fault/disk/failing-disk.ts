import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BareHall } from '../bare-hall.ts'
import { readDiskLog } from './disk-log.ts'
import { diskShim, type DiskOrders, underShim } from './disk-shim.ts'

const KIOSK = fileURLToPath(new URL('stubborn-kiosk.ts', import.meta.url))

/** How a run of the kiosk ended: by itself, killed, unable to open, or in a way that it never should. */
export type RunEnd = 'finished' | 'killed' | 'refused' | 'crashed'

const ENDS: Readonly<Record<string, RunEnd>> = { '0': 'finished', '3': 'refused', SIGKILL: 'killed' }

/** A kiosk on a disk that obeys orders; what it has accepted stands in a log beside it. */
export class FailingDisk {
  readonly #hall: BareHall
  readonly #log: string

  private constructor(hall: BareHall) {
    this.#hall = hall
    this.#log = join(hall.kioskDir, '..', 'told.disk-log')
  }

  /** Enrols the kiosk on a sound disk first. */
  static async in(hall: BareHall): Promise<FailingDisk> {
    const office = await hall.office()
    await office.close()
    const disk = new FailingDisk(hall)
    writeFileSync(disk.#log, '')
    return disk
  }

  /** Runs the kiosk once under the given orders. */
  async run(orders: Omit<DiskOrders, 'dir'>): Promise<RunEnd> {
    const env = underShim(await diskShim(), { dir: this.#hall.kioskDir, ...orders })
    const [server = ''] = this.#hall.childArguments()
    const child = spawn(process.execPath, [KIOSK, server, this.#hall.kioskDir, this.#log], { env, stdio: 'inherit' })
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    return ENDS[String(signal ?? code)] ?? 'crashed'
  }

  /** Sends what is left, on a sound disk; answers with the ids of everything that was ever accepted. */
  async drain(): Promise<readonly string[]> {
    await this.#hall.drain(await this.#hall.office())
    const told = readDiskLog(this.#log).filter(({ kind }) => kind === 'A')
    return told.map(({ name }) => name.replace('accepted ', ''))
  }
}
