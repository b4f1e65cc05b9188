import { Problem } from '../contract/failure.ts'
import type { OnlineFlowState } from '../contract/online-flow.ts'
import { sha256Hex } from '../platform/digest.ts'
import type { ClientCaller } from '../platform/http/caller.ts'
import type { Feed, Follower } from '../platform/http/event-stream.ts'
import type { Notices } from '../platform/notices/notices.ts'
import type { TimerWheel } from '../platform/timer-wheel.ts'
import { assertSignedIn } from '../sessions/sessions.service.ts'
import { read } from './flows.service.ts'
import type { Places } from './places.ts'
import type { FlowParts } from './step-handler.ts'

/** What following a run stands on. */
export interface FollowParts extends FlowParts {
  readonly notices: Notices
  readonly wheel: TimerWheel
  readonly places: Places
}

/** When a state changes by itself: at the end of what waits for the phone, and in any case at the end of the run. */
function nextChange({ step, expiresAt }: OnlineFlowState): string {
  const errand = (step?.input ?? {}) as { state?: string; expiresAt?: string }
  const isWaiting = errand.state === 'waiting' || errand.state === 'scanned' || errand.state === 'confirmed'
  return isWaiting && errand.expiresAt !== undefined && errand.expiresAt < expiresAt ? errand.expiresAt : expiresAt
}

/** One client that follows one run. */
class Following {
  readonly #look: () => Promise<OnlineFlowState>
  readonly #wheel: TimerWheel
  readonly #follower: Follower
  #told = ''
  #wake = (): void => undefined
  #isLooking = false
  #isStale = false
  #isOver = false

  constructor(look: () => Promise<OnlineFlowState>, wheel: TimerWheel, follower: Follower) {
    this.#look = look
    this.#wheel = wheel
    this.#follower = follower
  }

  /** Looks how the run stands and tells it when that is new; a look under way is followed by one more. */
  async look(): Promise<void> {
    this.#isStale = true
    if (this.#isLooking || this.#isOver) return
    this.#isLooking = true
    try {
      while (this.#isStale && !this.#isOver) {
        this.#isStale = false
        this.#tell(await this.#look())
      }
    } catch (error) {
      // What is gone has ended; with any other trouble the client comes back and is told there.
      void error
      this.end()
    } finally {
      this.#isLooking = false
    }
  }

  stop(): void {
    this.#isOver = true
    this.#wake()
  }

  end(): void {
    if (this.#isOver) return
    this.stop()
    this.#follower.end()
  }

  #tell(state: OnlineFlowState): void {
    if (this.#isOver) return
    const digest = sha256Hex(JSON.stringify(state))
    if (digest !== this.#told) this.#follower.send(state)
    this.#told = digest
    if (state.status !== 'active') return this.end()
    this.#wake()
    this.#wake = this.#wheel.at(new Date(nextChange(state)), () => void this.look())
  }
}

/** Where the run stands, for a caller whose session may have ended since the stream began. */
async function readStill(parts: FlowParts, caller: ClientCaller, id: string): Promise<OnlineFlowState> {
  if (caller.citizen) await assertSignedIn(parts.database.reader, caller.citizen)
  return read(parts, caller, id)
}

/**
 * Every state of a run for whoever began it, from now until it ends. Nothing is polled a stream: a notice or the time at which the
 * state changes by itself makes it look. Throws like reading the run, and server.busy for a stranger with too many streams.
 */
export async function follow(parts: FollowParts, caller: ClientCaller, id: string): Promise<Feed> {
  const look = (): Promise<OnlineFlowState> => readStill(parts, caller, id)
  await read(parts, caller, id)
  const topic = sha256Hex(id)
  const owner = caller.kiosk?.kioskId ?? caller.network
  if (!parts.places.hasRoom(owner, topic)) throw new Problem('server.busy')
  return (follower) => {
    const following = new Following(look, parts.wheel, follower)
    const leave = parts.places.take(owner, topic, () => following.end())
    const deafen = parts.notices.hear(topic, () => void following.look())
    void following.look()
    return () => {
      following.stop()
      deafen()
      leave()
    }
  }
}
