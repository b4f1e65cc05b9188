import type { CitizenKeys } from '../stages.ts'

/** The one place where a citizen's token and the id of their flow lie, in memory only: emptying it forgets them. */
export class VisitKeys implements CitizenKeys {
  #token: string | undefined
  #flowId: string | undefined

  get token(): string | undefined {
    return this.#token
  }

  get flowId(): string | undefined {
    return this.#flowId
  }

  holdToken(token: string): void {
    this.#token = token
  }

  holdFlow(flowId: string): void {
    this.#flowId = flowId
  }

  /** Hands the flow's id over for the last time, with the token that may stand behind it. */
  takeFlow(): CitizenKeys {
    const flowId = this.#flowId
    this.#flowId = undefined
    return { token: this.#token, flowId }
  }

  /** Hands the token over for the last time. */
  takeToken(): string | undefined {
    const token = this.#token
    this.#token = undefined
    return token
  }
}
