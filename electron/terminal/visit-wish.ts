import type { OpenedService } from '../../sync-server/contract/directory.ts'
import type { Failure } from '../../sync-server/contract/failure.ts'
import type { ServiceWishView } from '../bridge/terminal-view.ts'
import type { CitizenDesk } from '../stages.ts'
import type { Errand } from './errands.ts'

/** What a wish asks of the visit around it. */
export interface WishPorts {
  readonly desk: Pick<CitizenDesk, 'openService'>
  readonly failureOf: (error: unknown) => Failure
  readonly token: () => string | undefined
  readonly work: (task: (errand: Errand) => Promise<void>) => Promise<void>
  readonly changed: () => void
  /** The session turned out to be over. */
  readonly signedOut: () => void
}

/** The service that somebody came for: remembered through signing in and every way up, until it is opened or given up. */
export class VisitWish {
  readonly #ports: WishPorts
  #serviceId: string | undefined
  #opened: OpenedService | undefined
  #failure: Failure | undefined

  constructor(ports: WishPorts) {
    this.#ports = ports
  }

  /** What the screen may know of it; undefined when nobody wishes anything. */
  get view(): ServiceWishView | undefined {
    if (this.#serviceId === undefined) return undefined
    return { serviceId: this.#serviceId, isOpen: this.#opened !== undefined, failure: this.#failure }
  }

  /** Opens a service of the directory, or remembers it until signing in or a way up opens it. */
  async open(serviceId: string): Promise<void> {
    this.drop()
    this.#serviceId = serviceId
    await this.#ports.work((errand) => this.pursue(errand))
  }

  /** The service is left, or the wish given up. */
  leave(): void {
    this.drop()
    this.#ports.changed()
  }

  /** Asks the server for what is wished and not opened yet; why it refuses stands in the view. */
  async pursue(errand: Errand): Promise<void> {
    const serviceId = this.#serviceId
    if (serviceId === undefined || this.#opened) return
    const token = this.#ports.token()
    const answer = await this.#ports.desk.openService(serviceId, token).then(
      (opened) => ({ opened, failure: undefined }),
      (error: unknown) => ({ opened: undefined, failure: this.#ports.failureOf(error) }),
    )
    if (errand.isLeft || this.#serviceId !== serviceId) return
    this.#opened = answer.opened
    this.#failure = answer.failure
    if (token !== undefined && answer.failure?.code === 'level.not-signed-in') this.#ports.signedOut()
  }

  /** What was opened was opened for somebody who is not signed in any more. */
  close(): void {
    this.#opened = undefined
  }

  drop(): void {
    this.#serviceId = undefined
    this.#opened = undefined
    this.#failure = undefined
  }
}
