import type { Rgba } from './bright-region.ts'
import type { FoundPage } from './find-page.ts'

/** A picture to be looked at; one that is taken comes back flat, as JPEG, where a page can be taken from it. */
export interface PageQuestion {
  readonly picture: Rgba
  readonly isTaken: boolean
}
export interface PageAnswer {
  readonly found: FoundPage
  readonly jpeg?: Uint8Array
}

/** Looks at pictures in a process line of its own, so that the screen stays fluid; one picture at a time. */
export class PageReader {
  readonly #worker = new Worker(new URL('./page.worker.ts', import.meta.url), { type: 'module' })
  #last: Promise<unknown> = Promise.resolve()

  /** What the picture shows. The picture's own bytes go to the worker, which wipes them. */
  look(question: PageQuestion): Promise<PageAnswer> {
    const next = this.#last.then(() => this.#ask(question))
    this.#last = next.catch(() => undefined)
    return next
  }

  close(): void {
    this.#worker.terminate()
  }

  #ask(question: PageQuestion): Promise<PageAnswer> {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<PageAnswer>) => resolve(data)
      this.#worker.onerror = ({ message }) => reject(new Error(message))
      this.#worker.postMessage(question, [question.picture.data.buffer])
    })
  }
}
