import { DeviceError } from '../device-error.ts'
import type { SamExchange } from '../protocol/sam-exchange.ts'
import type { SamReply } from '../protocol/sam-reply.ts'
import { samStatus, SW3 } from '../protocol/sam-statuses.ts'
import { SamRefusal } from './sam-refusal.ts'

/** Commands that not every module knows and not every card answers. */
export type OptionalCommand = 'readNewAddress' | 'readTextAndFingerprints'

/** After how many failures on one card its read goes on without. An old address would go unnoticed, so twice. */
const FAILURE_LIMITS: Readonly<Record<OptionalCommand, number>> = { readNewAddress: 2, readTextAndFingerprints: 1 }
/** Silences in a row, on any card, after which a module is taken not to know the command. */
const SILENCE_LIMIT = 2

/** What a module has turned out not to know; learnt while reading, kept for as long as the line is open. */
export class SamAbilities {
  readonly #unknown = new Set<OptionalCommand>()
  readonly #silences = new Map<OptionalCommand, number>()

  isKnown(name: OptionalCommand): boolean {
    return !this.#unknown.has(name)
  }

  refused(name: OptionalCommand): void {
    this.#unknown.add(name)
  }

  answered(name: OptionalCommand): void {
    this.#silences.delete(name)
  }

  silent(name: OptionalCommand): void {
    const silences = (this.#silences.get(name) ?? 0) + 1
    this.#silences.set(name, silences)
    if (silences >= SILENCE_LIMIT) this.#unknown.add(name)
  }
}

/** Failures of optional commands on the card that is being read. */
export type CardFailures = Map<OptionalCommand, number>

/** What one optional request needs to know. */
export interface OptionalRequest {
  readonly sam: SamExchange
  readonly signal: AbortSignal
  readonly abilities: SamAbilities
  readonly failures: CardFailures
}

const adviceOf = (sw3: number): string => samStatus(sw3).advice
const isBroken = (sw3: number): boolean => samStatus(sw3).failure === 'reader.out-of-service'

function hasNone(sw3: number): boolean {
  return sw3 === SW3.empty || adviceOf(sw3) === 'read-without-fingerprints'
}

/**
 * Asks for something that may be had or not: nothing when the card has none or the module does not know the command.
 * Any other failure is thrown, for the read to start over from find; after some it is not asked for again.
 */
export async function requestOptional<Name extends OptionalCommand>(
  name: Name,
  { sam, signal, abilities, failures }: OptionalRequest,
): Promise<(SamReply<Name> & { isOk: true }) | undefined> {
  const failed = failures.get(name) ?? 0
  if (!abilities.isKnown(name) || failed >= FAILURE_LIMITS[name]) return undefined
  try {
    const reply = await sam.request(name, { signal })
    abilities.answered(name)
    if (reply.isOk) return reply
    if (hasNone(reply.sw3)) return undefined
    if (adviceOf(reply.sw3) !== 'give-up' || isBroken(reply.sw3)) throw new SamRefusal(name, reply.sw3)
    abilities.refused(name)
    return undefined
  } catch (error) {
    failures.set(name, failed + 1)
    if (error instanceof DeviceError && error.code === 'reader.not-answering') abilities.silent(name)
    throw error
  }
}
