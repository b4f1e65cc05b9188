import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '../../../setup/paths.ts'
import { builtWorker } from './build-worker.ts'
import type { Comparison, CompareQuestion } from './comparison.ts'

/** Says how unlike two faces are; undefined when one of the pictures shows none. */
export interface FaceComparer {
  distance(photo: Uint8Array, face: Uint8Array): Promise<number | undefined>
  stop(): Promise<void>
}

/** One worker that answers by number. */
class Comparer implements FaceComparer {
  readonly #waiting = new Map<number, (distance: number | undefined) => void>()
  #worker: Promise<Worker> | undefined
  #last = 0

  async distance(photo: Uint8Array, face: Uint8Array): Promise<number | undefined> {
    const worker = await (this.#worker ??= this.#start())
    const id = ++this.#last
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      worker.postMessage({ id, photo, face } satisfies CompareQuestion)
    })
  }

  async stop(): Promise<void> {
    const worker = await this.#worker
    await worker?.terminate()
    this.#settleAll()
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(await builtWorker(), { workerData: { packages: join(root, 'node_modules') } })
    worker.on('message', ({ id, distance }: Comparison) => {
      this.#waiting.get(id)?.(distance)
      this.#waiting.delete(id)
    })
    worker.on('error', () => this.#settleAll())
    worker.unref()
    return worker
  }

  #settleAll(): void {
    for (const settle of this.#waiting.values()) settle(undefined)
    this.#waiting.clear()
  }
}

/** The same models as at the kiosk, in a thread of its own; loaded when somebody asks first. */
export function faceComparer(): FaceComparer {
  return new Comparer()
}
