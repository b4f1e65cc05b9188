import type { IdleLimits } from '../config/kiosk-config.ts'
import { idleVerdict } from './idle-rule.ts'

/** What the watch asks and does; `monotonicMs` is a clock that nobody can set back. */
export interface IdlePorts {
  monotonicMs(): number
  wallMs(): number
  isSessionOpen(): boolean
  isSignedIn(): boolean
  endSession(): void
  signOut(): void
  changed(): void
}

/** Watches over an unattended counter: warns, ends the session, signs the clerk out. */
export class IdleWatch {
  readonly #limits: IdleLimits
  readonly #ports: IdlePorts
  #lastActivityMs: number
  #endsAt: string | undefined
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(limits: IdleLimits, ports: IdlePorts) {
    this.#limits = limits
    this.#ports = ports
    this.#lastActivityMs = ports.monotonicMs()
  }

  /** When the open session or sign-in will end; undefined while somebody is there. */
  get endsAt(): string | undefined {
    return this.#endsAt
  }

  /** Somebody is here. */
  activity(): void {
    this.#lastActivityMs = this.#ports.monotonicMs()
    this.look()
  }

  /** Judges anew; to be called whenever a session or a sign-in began or ended. */
  look(): void {
    clearTimeout(this.#timer)
    if (this.#isStopped) return
    const { monotonicMs, wallMs } = this.#ports
    const nowMs = monotonicMs()
    const verdict = idleVerdict(
      {
        isSessionOpen: this.#ports.isSessionOpen(),
        isSignedIn: this.#ports.isSignedIn(),
        lastActivityMs: this.#lastActivityMs,
        nowMs,
      },
      this.#limits,
    )
    if (verdict.kind === 'warn') {
      const leftMs = verdict.endsAtMs - nowMs
      this.#announce(this.#endsAt ?? new Date(wallMs() + leftMs).toISOString())
      return this.#lookIn(leftMs)
    }
    this.#announce(undefined)
    if (verdict.kind === 'attended') {
      if (verdict.lookAgainMs !== undefined) this.#lookIn(verdict.lookAgainMs - nowMs)
      return
    }
    this.#lastActivityMs = nowMs
    if (verdict.kind === 'end-session') this.#ports.endSession()
    else this.#ports.signOut()
    this.look()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  #announce(endsAt: string | undefined): void {
    if (this.#endsAt === endsAt) return
    this.#endsAt = endsAt
    this.#ports.changed()
  }

  #lookIn(ms: number): void {
    this.#timer = setTimeout(() => this.look(), Math.max(ms, 1))
  }
}
