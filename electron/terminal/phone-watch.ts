import type { PhoneErrand } from '../../sync-server/contract/flow/online-form.ts'
import { isOnlineStepKind, onlineStepKinds } from '../../sync-server/contract/flow/index.ts'
import type { OnlineFlowState } from '../../sync-server/contract/online-flow.ts'
import type { CitizenDesk, CitizenKeys } from '../stages.ts'
import type { FlowInHand } from './flow-in-hand.ts'

/** What watching the citizen's phone asks of the visit. */
export interface PhoneWatchPorts {
  readonly desk: Pick<CitizenDesk, 'follow'>
  readonly keys: () => CitizenKeys
  /** The flow stands so at the server now. */
  readonly heard: (state: OnlineFlowState) => void
  /** The phone has confirmed: the step can be finished. */
  readonly collect: (step: string) => void
  /** Somebody is busy with the phone before the screen, though nobody touches it. */
  readonly attended: () => void
}

const ATTENDED_EVERY_MS = 10_000

/** What is done on the phone in the step at which a flow waits; undefined for any other step. */
function errandOf({ shown }: FlowInHand): PhoneErrand | undefined {
  const { status, step } = shown
  const isOnPhone = step && isOnlineStepKind(step.kind) && onlineStepKinds[step.kind].view === 'phone'
  return status === 'active' && isOnPhone ? (step.input as PhoneErrand) : undefined
}

/** Follows a flow while its citizen is busy with the own phone, and finishes the step as soon as the phone has confirmed. */
export class PhoneWatch {
  readonly #ports: PhoneWatchPorts
  #run: number | undefined
  #following = new AbortController()
  #unheard: OnlineFlowState | undefined
  #collected: string | undefined
  #presence: NodeJS.Timeout | undefined

  constructor(ports: PhoneWatchPorts) {
    this.#ports = ports
  }

  /** To be called whenever the flow in hand, or what is shown of it, may have changed. */
  see(flow: FlowInHand | undefined, isBusy: boolean): void {
    const errand = flow && errandOf(flow)
    if (!flow || !errand) return this.#stop()
    if (this.#run !== flow.run) this.#follow(flow.run)
    this.#notePresence(errand)
    if (isBusy) return
    if (this.#unheard) return this.#hear()
    this.#collectOnce(flow, errand)
  }

  #follow(run: number): void {
    this.#stop()
    this.#run = run
    const following = (this.#following = new AbortController())
    this.#ports.desk.follow(
      this.#ports.keys(),
      (state) => {
        if (following.signal.aborted) return
        this.#unheard = state
        this.#hear()
      },
      following.signal,
    )
  }

  #hear(): void {
    const state = this.#unheard
    if (!state) return
    this.#unheard = undefined
    this.#ports.heard(state)
  }

  /** What comes while an answer is under way waits for that: the last word of the stream is how the flow stands. */
  keep(state: OnlineFlowState): void {
    this.#unheard = state
  }

  /** Once for each ticket; again only where the network left open whether the server has heard it. */
  #collectOnce({ isDoubtful, shown }: FlowInHand, { state, url }: PhoneErrand): void {
    if (isDoubtful) this.#collected = undefined
    if (isDoubtful || state !== 'confirmed' || this.#collected === url) return
    this.#collected = url
    this.#ports.collect(shown.step?.id ?? '')
  }

  #notePresence({ state, expiresAt }: PhoneErrand): void {
    clearInterval(this.#presence)
    if (state !== 'scanned') return
    this.#ports.attended()
    const until = Date.parse(expiresAt)
    this.#presence = setInterval(() => {
      if (Date.now() < until) this.#ports.attended()
    }, ATTENDED_EVERY_MS)
  }

  #stop(): void {
    clearInterval(this.#presence)
    this.#following.abort()
    this.#run = undefined
    this.#unheard = undefined
    this.#collected = undefined
  }
}
