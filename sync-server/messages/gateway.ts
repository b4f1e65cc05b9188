import type { Message } from './messages.port.ts'

/** How long a gateway may take, in milliseconds. */
export interface Patience {
  readonly connectMs: number
  readonly answerMs: number
}
/** A citizen stands before the screen. */
export const usualPatience: Patience = { connectMs: 3000, answerMs: 6000 }

/** One way out of the house; rejects when a message was not taken. */
export interface Gateway {
  deliver(message: Message): Promise<void>
}

/** A gateway took the request and refused the message; only its code is kept, since its words may hold a number. */
export class GatewayRefusal extends Error {
  readonly code: string
  constructor(code: string | undefined) {
    super('the gateway refused a message')
    this.name = 'GatewayRefusal'
    this.code = code ?? 'no-answer'
  }
}
