import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '../../../setup/paths.ts'
import { builtWorker } from './build-worker.ts'
import type { Comparison, CompareQuestion, Reading, ReadQuestion } from './comparison.ts'

/** Says how unlike two faces are; undefined when one of the pictures shows none. */
export interface FaceComparer {
  distance(photo: Uint8Array, face: Uint8Array): Promise<number | undefined>
  /** The face in a picture as numbers; undefined when it shows none. */
  read(picture: Uint8Array): Promise<Float32Array | undefined>
  stop(): Promise<void>
}

type Answer = Comparison & Reading

/** One worker that answers by number. */
class Comparer implements FaceComparer {
  readonly #waiting = new Map<number, (answer: Answer | undefined) => void>()
  #worker: Promise<Worker> | undefined
  #last = 0

  async distance(photo: Uint8Array, face: Uint8Array): Promise<number | undefined> {
    return (await this.#ask((id): CompareQuestion => ({ id, photo, face })))?.distance
  }

  async read(picture: Uint8Array): Promise<Float32Array | undefined> {
    return (await this.#ask((id): ReadQuestion => ({ id, picture })))?.face
  }

  async stop(): Promise<void> {
    const worker = await this.#worker
    await worker?.terminate()
    this.#settleAll()
  }

  async #ask(question: (id: number) => CompareQuestion | ReadQuestion): Promise<Answer | undefined> {
    const worker = await (this.#worker ??= this.#start())
    const id = ++this.#last
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      worker.ref() // a process waits for its answers, and for nothing else of the worker
      worker.postMessage(question(id))
    })
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(await builtWorker(), { workerData: { packages: join(root, 'node_modules') } })
    worker.on('message', (answer: Answer) => {
      this.#waiting.get(answer.id)?.(answer)
      this.#waiting.delete(answer.id)
      if (this.#waiting.size === 0) worker.unref()
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
