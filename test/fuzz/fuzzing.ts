import type { ParserUnderFuzz } from './parser-under-fuzz.ts'

const LONGEST_BYTES = 4_096
/** Bytes that mean something to some parser: they are tried more often than others. */
const TELLING = [0x00, 0x01, 0x02, 0x03, 0x0a, 0x0d, 0x3c, 0x5d, 0x69, 0x7e, 0x90, 0x96, 0xaa, 0xff]

/** Random numbers that come again with their seed (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Random = ReturnType<typeof seeded>
type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array

const anyByte = (random: Random): number => (random(2) === 0 ? (TELLING[random(TELLING.length)] ?? 0) : random(256))
const place = (bytes: Uint8Array, random: Random): number => random(bytes.length + 1)

const mutations: readonly Mutation[] = [
  (bytes, random) => bytes.map((byte, i) => (i === random(bytes.length) ? byte ^ (1 << random(8)) : byte)),
  (bytes, random) => {
    const changed = bytes.slice()
    for (let i = random(4); i >= 0; i--) changed[random(Math.max(1, changed.length))] = anyByte(random)
    return changed
  },
  (bytes, random) => bytes.slice(0, place(bytes, random)),
  (bytes, random) => bytes.slice(place(bytes, random)),
  (bytes, random) => {
    const at = place(bytes, random)
    const inserted = Array.from({ length: 1 + random(16) }, () => anyByte(random))
    return Uint8Array.of(...bytes.subarray(0, at), ...inserted, ...bytes.subarray(at))
  },
  (bytes, random) => {
    const [from, to] = [place(bytes, random), place(bytes, random)].sort((a, b) => a - b)
    return Uint8Array.of(...bytes.subarray(0, to), ...bytes.subarray(from))
  },
]

/** Bytes that came in before, changed in some ways. */
function mutated(seeds: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = seeds[random(seeds.length)] ?? new Uint8Array()
  for (let times = random(6); times >= 0; times--) bytes = mutations[random(mutations.length)]?.(bytes, random) ?? bytes
  return bytes.subarray(0, LONGEST_BYTES)
}

/** What a parser did not survive; the bytes bring it back. */
export interface FuzzFailure {
  readonly bytes: string
  readonly because: string
}

/** Lets one parser read so many mutated inputs, or until `isOver`; stops at the first failure. */
export function fuzz(
  parser: ParserUnderFuzz,
  { seed, isOver }: { seed: number; isOver: (executions: number) => boolean },
): { readonly executions: number; readonly failure?: FuzzFailure } {
  const random = seeded(seed)
  for (let executions = 0; ; executions++) {
    if (isOver(executions)) return { executions }
    const bytes = mutated(parser.seeds, random)
    try {
      parser.run(bytes)
    } catch (error) {
      return { executions, failure: { bytes: Buffer.from(bytes).toString('hex'), because: String(error) } }
    }
  }
}
