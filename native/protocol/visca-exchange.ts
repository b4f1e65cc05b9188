import { DeviceError } from '../device-error.ts'
import type { BytePort } from '../transport/byte-port.ts'
import { type Clock, within } from '../transport/clock.ts'
import { readViscaReply, type ViscaReply, ViscaStream } from './visca.ts'

const ANSWER_LIMIT_MS = 1_000

/** Speaks VISCA on an open line, one packet at a time; answers about earlier commands that come late are passed over. */
export class ViscaExchange {
  readonly #port: BytePort
  readonly #clock: Clock
  readonly #stream = new ViscaStream()
  #take: ((reply: ViscaReply) => void) | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(port: BytePort, clock: Clock) {
    this.#port = port
    this.#clock = clock
    port.onData((chunk) => {
      for (const packet of this.#stream.push(chunk)) {
        const reply = readViscaReply(packet)
        if (reply) this.#take?.(reply)
      }
    })
  }

  /** Resolves when the camera has taken the command, which may still be under way. Throws `camera-mount.not-answering`. */
  async command(packet: Uint8Array): Promise<void> {
    await this.#exchange(packet, ({ type }) => type === 'ack')
  }

  /** The payload of the answer to a question. Throws `camera-mount.not-answering`. */
  async ask(packet: Uint8Array): Promise<Uint8Array> {
    const reply = await this.#exchange(packet, ({ type }) => type === 'inquiry')
    return reply.type === 'inquiry' ? reply.payload : new Uint8Array()
  }

  #exchange(packet: Uint8Array, isAnswer: (reply: ViscaReply) => boolean): Promise<ViscaReply> {
    const next = this.#last.then(() => this.#send(packet, isAnswer))
    this.#last = next.catch(() => undefined)
    return next
  }

  async #send(packet: Uint8Array, isAnswer: (reply: ViscaReply) => boolean): Promise<ViscaReply> {
    this.#port.signal.throwIfAborted()
    const answer = new Promise<ViscaReply>((resolve, reject) => {
      this.#take = (reply) => {
        if (reply.type === 'error') reject(refusal(reply.error))
        else if (isAnswer(reply)) resolve(reply)
      }
      this.#port.onClose(reject)
    })
    const answered = within(answer, { clock: this.#clock, ms: ANSWER_LIMIT_MS, late: () => refusal('no answer') })
    try {
      const [reply] = await Promise.all([answered, this.#port.write(packet)])
      return reply
    } finally {
      this.#take = undefined
    }
  }
}

const refusal = (because: string): DeviceError =>
  new DeviceError('camera-mount.not-answering', { cause: new Error(because) })
