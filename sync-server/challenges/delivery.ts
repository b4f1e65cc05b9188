import { setTimeout as pause } from 'node:timers/promises'
import type { Message, Messenger } from '../messages/messages.port.ts'

/** Hands messages over, or behaves as if. */
export interface Delivery extends Messenger {
  /** Takes as long as the last message did and fails if that failed, without sending anything to anybody. */
  pretend(): Promise<void>
}

/** A messenger that remembers how its last message went, so that one that is not sent cannot be told from one that is. */
export function deliveryOver(messenger: Messenger): Delivery {
  let last: { readonly tookMs: number; readonly failure?: Error } = { tookMs: 0 }
  return {
    async send(message: Message) {
      const begun = performance.now()
      try {
        await messenger.send(message)
        last = { tookMs: performance.now() - begun }
      } catch (cause) {
        const failure = cause instanceof Error ? cause : new Error('the messenger failed', { cause })
        last = { tookMs: performance.now() - begun, failure }
        throw failure
      }
    },
    async pretend() {
      const { tookMs, failure } = last
      await pause(tookMs)
      if (failure) throw failure
    },
  }
}
