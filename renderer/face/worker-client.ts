import type { WorkerAnswer, WorkerAnswers, WorkerCall } from './worker-calls.ts'

const DEADLINE_MS = { init: 30_000, observe: 10_000, embed: 10_000 } as const

interface Waiting {
  readonly resolve: (answer: WorkerAnswers[WorkerCall['op']]) => void
  readonly reject: (cause: Error) => void
  readonly timer: ReturnType<typeof setTimeout>
}

/** The page's end of the worker: one promise for each call, each with a deadline, and none left open at the end. */
export class WorkerClient {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor(worker: Worker) {
    this.#worker = worker
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => this.#settle(data))
    worker.addEventListener('error', ({ message }) => this.close(new Error(`the face worker failed: ${message}`)))
  }

  call<Call extends WorkerCall>(call: Call): Promise<WorkerAnswers[Call['op']]> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      const late = (): void => this.#settle({ id, fault: `the face worker did not answer "${call.op}" in time` })
      const timer = setTimeout(late, DEADLINE_MS[call.op])
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, timer })
      this.#worker.postMessage({ id, call }, 'frame' in call ? [call.frame.data.buffer] : [])
    })
  }

  /** Ends the worker and everything that still waits for it; its memory goes with it. */
  close(cause = new Error('the face engine was disposed of')): void {
    this.#worker.terminate()
    for (const id of [...this.#waiting.keys()]) this.#settle({ id, fault: cause.message })
  }

  #settle(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    if (waiting === undefined) return
    this.#waiting.delete(answer.id)
    clearTimeout(waiting.timer)
    if ('fault' in answer) waiting.reject(new Error(answer.fault))
    else waiting.resolve(answer.value)
  }
}
