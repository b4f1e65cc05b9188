import type { FaceEngineInfo } from '../../sync-server/contract/face-evidence.ts'
import { curveOf, equalErrorOf, type Operating, type PairScores, type Rate, recommend } from './rates.ts'
import { plotOf } from './text-plot.ts'

/** All that a report is made of. */
export interface Calibration {
  readonly engine: FaceEngineInfo
  readonly people: number
  readonly unreadable: number
  readonly scores: PairScores
  /** The rates that are allowed, 0–1. */
  readonly allowed: { readonly far: number; readonly frr: number }
}

const ROWS = 16
const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.001 ? 3 : 2)} %`
const withInterval = ({ value, low, high }: Rate): string =>
  `${percent(value).padStart(8)}  [${percent(low)}, ${percent(high)}]`.padEnd(34)

/** A limit in the engine's own score: similarities were turned around to be compared as distances. */
const ownLimit = ({ scoreKind }: FaceEngineInfo, limit: number): number => (scoreKind === 'distance' ? limit : -limit)

function tableOf({ engine }: Calibration, curve: readonly Operating[]): readonly string[] {
  const step = Math.max(1, Math.ceil(curve.length / ROWS))
  const shown = curve.filter((_, i) => i % step === 0 || i === curve.length - 1)
  const row = ({ limit, far, frr }: Operating): string =>
    `${ownLimit(engine, limit).toFixed(4).padStart(9)}  ${withInterval(far)}${withInterval(frr)}`.trimEnd()
  return [`${'limit'.padStart(9)}  ${'FAR  [95 %]'.padEnd(34)}FRR  [95 %]`, ...shown.map(row)]
}

function adviceOf({ engine, scores, allowed }: Calibration): readonly string[] {
  const advice = recommend(scores, allowed)
  if (!advice) return [`No limit keeps the false accept rate at or below ${percent(allowed.far)} on these pairs.`]
  const { accept, review, isProved } = advice
  const needed = Math.ceil(3 / allowed.far)
  const row = {
    ...{ model: engine.model, version: engine.version, scoreKind: engine.scoreKind },
    accept: Number(ownLimit(engine, accept.limit).toFixed(4)),
    review: Number(ownLimit(engine, review.limit).toFixed(4)),
  }
  return [
    `Recommended for FAR ≤ ${percent(allowed.far)}; the row of face.engines in policy.json:`,
    `  ${JSON.stringify(row)}`,
    `  at accept: FAR ${withInterval(accept.far).trim()}, FRR ${withInterval(accept.frr).trim()}`,
    isProved
      ? `  So many impostor pairs support that rate.`
      : `  Not proved: ${scores.impostor.length} impostor pairs support no more than FAR < ${percent(accept.far.high)}; ${needed} error-free ones are needed (rule of three).`,
  ]
}

/** The report as lines of text: who was measured, both errors by limit, a drawing, and what to set. */
export function reportOf(calibration: Calibration): readonly string[] {
  const { engine, people, unreadable, scores } = calibration
  const curve = curveOf(scores)
  const equal = equalErrorOf(curve)
  return [
    `${engine.vendor}: ${engine.model}, version ${engine.version}${engine.certified ? '' : ' (演示算法 – 未经认证)'}`,
    `${people} people, ${scores.genuine.length} genuine and ${scores.impostor.length} impostor pairs, ${unreadable} pairs with a picture without a face`,
    '',
    ...tableOf(calibration, curve),
    '',
    'A: false accepts (FAR), R: false rejects (FRR), X: both',
    ...plotOf(curve),
    '',
    ...(equal ? [`Equal error rate about ${percent((equal.far.value + equal.frr.value) / 2)}`] : []),
    ...adviceOf(calibration),
    'Pairs of the same people are not independent: intervals hold for many people, few pictures of each.',
  ]
}

/** Every limit with both rates and their intervals as comma-separated values. */
export function csvOf({ engine, scores }: Calibration): readonly string[] {
  const row = ({ limit, far, frr }: Operating): string =>
    [ownLimit(engine, limit), far.value, far.low, far.high, frr.value, frr.low, frr.high].join(',')
  return ['limit,far,far_low,far_high,frr,frr_low,frr_high', ...curveOf(scores).map(row)]
}
