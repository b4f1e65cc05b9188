import { Type, type Static } from 'typebox'
import type { Flow, LogEntry } from './flow/index.ts'
import { stepOf } from './flow/index.ts'
import { object } from './shape.ts'
import { Uuid } from './staff.ts'

/** The two equal ways to know that somebody is the holder of a document; nobody has to take the first. */
export const holderWays = ['face', 'two-person'] as const
export const HolderWay = Type.Enum(holderWays)
export type HolderWay = Static<typeof HolderWay>

/** Which way a whole run went: by the face only where that decided, else by two people. */
export function holderWayOf(flow: Flow, log: readonly LogEntry[]): HolderWay {
  const isByFace = log.some(({ step, outcome }) => stepOf(flow, step)?.kind === 'capture-face' && outcome === 'match')
  return isByFace ? 'face' : 'two-person'
}

/** Width of a band of seconds: fine enough for a middle value, too coarse to know a person by. */
export const BAND_S = 10
const LONGEST_S = 3600

/** The upper end of the band in which the length of a run lies; an errand that was put on the shelf counts as an hour. */
export function bandOf(seconds: number): number {
  return Math.min(LONGEST_S, Math.max(BAND_S, Math.ceil(seconds / BAND_S) * BAND_S))
}

/** So many runs whose length lies in one band. */
interface Band {
  readonly upToS: number
  readonly count: number
}

/** The band below which this share of all runs lies; undefined without any. */
export function quantileOf(bands: readonly Band[], share: number): number | undefined {
  const total = bands.reduce((sum, { count }) => sum + count, 0)
  let seen = 0
  for (const { upToS, count } of bands.toSorted((a, b) => a.upToS - b.upToS)) {
    seen += count
    if (count > 0 && seen >= total * share) return upToS
  }
  return undefined
}

const Seconds = Type.Integer({ minimum: 0, maximum: LONGEST_S })

/** How one way went: how many runs, what came of them, and how long the middle one and the slowest tenth took at most. */
export const WayTimes = object({
  granted: Type.Integer({ minimum: 0 }),
  returned: Type.Integer({ minimum: 0 }),
  medianS: Type.Optional(Seconds),
  nineTenthsS: Type.Optional(Seconds),
})
export type WayTimes = Static<typeof WayTimes>

/** Both ways side by side, and what their difference comes to. */
export const EqualWays = object({
  face: WayTimes,
  twoPerson: WayTimes,
  /** How much longer the slower way takes, in percent of the quicker; absent before there are enough runs of both. */
  gapPercent: Type.Optional(Type.Integer({ minimum: 0 })),
  slower: Type.Optional(HolderWay),
  isTooWide: Type.Boolean(),
})
export type EqualWays = Static<typeof EqualWays>

/** Both ways at one kiosk. */
export const KioskWays = object({
  kioskId: Uuid,
  name: Type.String({ maxLength: 60 }),
  hall: Type.String({ maxLength: 60 }),
  ...EqualWays.properties,
})
export type KioskWays = Static<typeof KioskWays>

/** Fewer runs than this of a way say nothing about it. */
const ENOUGH_RUNS = 10

/** Compares the middle runs of both ways; `maxGapPercent` is what the authority still calls equal. */
export function compareWays(face: WayTimes, twoPerson: WayTimes, maxGapPercent: number): EqualWays {
  const isEnough = [face, twoPerson].every(({ granted, returned }) => granted + returned >= ENOUGH_RUNS)
  const [a, b] = [face.medianS, twoPerson.medianS]
  if (!isEnough || a === undefined || b === undefined) return { face, twoPerson, isTooWide: false }
  const gapPercent = Math.round((Math.max(a, b) / Math.min(a, b) - 1) * 100)
  const slower = a === b ? {} : { slower: a > b ? ('face' as const) : ('two-person' as const) }
  return { face, twoPerson, gapPercent, ...slower, isTooWide: gapPercent > maxGapPercent }
}
