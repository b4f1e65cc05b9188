import type { PortListing } from '../transport/byte-port.ts'

/** A line that had nothing to say is left alone for so long; whoever plugs it in again has it asked at once. */
const SILENCE_MS = 30_000

/** What was learnt about lines while looking for a reader; kept for as long as somebody looks. */
export class LineMemory {
  readonly #baudRates = new Map<string, number>()
  readonly #silentUntil = new Map<string, number>()

  baudRateOf(path: string): number | undefined {
    return this.#baudRates.get(path)
  }

  answered(path: string, baudRate: number): void {
    this.#baudRates.set(path, baudRate)
  }

  silent(path: string, nowMs: number): void {
    this.#silentUntil.set(path, nowMs + SILENCE_MS)
  }

  /** The lines of a listing that are worth asking; those that are no longer listed are forgotten. */
  worthAsking(listed: readonly PortListing[], nowMs: number): readonly PortListing[] {
    const present = new Set(listed.map(({ path }) => path))
    for (const path of this.#silentUntil.keys()) if (!present.has(path)) this.#silentUntil.delete(path)
    return listed.filter(({ path }) => (this.#silentUntil.get(path) ?? 0) <= nowMs)
  }
}
