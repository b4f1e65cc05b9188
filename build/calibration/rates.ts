/** How unlike the two pictures of each pair are: the larger the less alike, whatever way the engine's own score runs. */
export interface PairScores {
  /** Card and live picture of one person. */
  readonly genuine: readonly number[]
  /** Card of one person, live picture of another. */
  readonly impostor: readonly number[]
}

/** A share of so many trials, with the interval in which it lies with 95 % confidence. */
export interface Rate {
  readonly errors: number
  readonly trials: number
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What a limit would come to: strangers let through, and holders turned away. */
export interface Operating {
  readonly limit: number
  readonly far: Rate
  readonly frr: Rate
}

const Z = 1.96
/** Without a single error in n trials the true rate is below 3/n with 95 % confidence. */
const RULE_OF_THREE = 3

/** A rate with its interval: the rule of three where nothing or everything went wrong, else Wilson's. */
export function rateOf(errors: number, trials: number): Rate {
  const value = trials === 0 ? 0 : errors / trials
  const bare = { errors, trials, value }
  const edge = Math.min(1, RULE_OF_THREE / Math.max(1, trials))
  if (errors === 0) return { ...bare, low: 0, high: edge }
  if (errors === trials) return { ...bare, low: 1 - edge, high: 1 }
  const scale = 1 + Z ** 2 / trials
  const middle = (value + Z ** 2 / (2 * trials)) / scale
  const reach = (Z * Math.sqrt((value * (1 - value)) / trials + Z ** 2 / (4 * trials ** 2))) / scale
  return { ...bare, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}

/** False accepts and false rejects at one limit; a pair that lies on it is accepted. */
export function operatingAt({ genuine, impostor }: PairScores, limit: number): Operating {
  const isAccepted = (score: number): boolean => score <= limit
  const accepted = impostor.filter(isAccepted).length
  const rejected = genuine.filter((score) => !isAccepted(score)).length
  return { limit, far: rateOf(accepted, impostor.length), frr: rateOf(rejected, genuine.length) }
}

/** Every limit at which anything changes, in order, with what it comes to. */
export function curveOf(scores: PairScores): readonly Operating[] {
  const limits = [...new Set([...scores.genuine, ...scores.impostor])].sort((a, b) => a - b)
  return limits.map((limit) => operatingAt(scores, limit))
}

/** The limit at which both errors come closest to each other. */
export function equalErrorOf(curve: readonly Operating[]): Operating | undefined {
  const gap = ({ far, frr }: Operating): number => Math.abs(far.value - frr.value)
  return curve.toSorted((a, b) => gap(a) - gap(b))[0]
}

/** What is recommended for a false accept rate, and whether there were enough pairs to say so. */
export interface Recommendation {
  /** The largest limit that provably lets no more strangers through than is allowed; else the largest one that did not here. */
  readonly accept: Operating
  /** Up to here two people look: no more holders are turned away than is allowed. */
  readonly review: Operating
  /** Whether the allowed rate lies above what so many pairs can prove. */
  readonly isProved: boolean
}

/** Limits for the rates that are allowed; undefined when no limit keeps strangers out so well. */
export function recommend(
  scores: PairScores,
  allowed: { readonly far: number; readonly frr: number },
): Recommendation | undefined {
  const curve = curveOf(scores)
  const proved = curve.findLast(({ far }) => far.high <= allowed.far)
  const accept = proved ?? curve.findLast(({ far }) => far.value <= allowed.far)
  if (!accept) return undefined
  const kept = curve.find(({ frr }) => frr.value <= allowed.frr) ?? accept
  const review = kept.limit > accept.limit ? kept : accept
  return { accept, review, isProved: proved !== undefined }
}
