import { expect, test } from 'vitest'
import { Check } from 'typebox/value'
import {
  decideFace,
  defaultFacePolicy,
  FacePolicy,
  facePolicyFault,
  limitsOf,
  shippedEngine,
} from '../../../sync-server/contract/face-limits.ts'

const distance = { scoreKind: 'distance', accept: 0.5, review: 0.6 } as const
const similarity = { scoreKind: 'similarity', accept: 0.8, review: 0.7 } as const

test.each([
  [distance, 0.5, 'match'],
  [distance, 0.50001, 'review'],
  [distance, 0.6, 'review'],
  [distance, 0.60001, 'no-match'],
  [similarity, 0.8, 'match'],
  [similarity, 0.79999, 'review'],
  [similarity, 0.7, 'review'],
  [similarity, 0.69999, 'no-match'],
] as const)('by %j a score of %d is %s', (limits, score, decision) => {
  expect(decideFace(score, limits)).toBe(decision)
})

test('an engine that the authority has not named, or in another version, never decides: two people do', () => {
  expect(limitsOf(defaultFacePolicy, shippedEngine)).toEqual({ scoreKind: 'distance', accept: 0.55, review: 0.62 })
  const other = limitsOf(defaultFacePolicy, { ...shippedEngine, version: '2' })
  expect(other).toBeUndefined()
  expect([0, 0.5, 1].map((score) => decideFace(score, other))).toEqual(['review', 'review', 'review'])
})

test('the starting values are a policy, and limits in the wrong order or twice are named', () => {
  expect(Check(FacePolicy, defaultFacePolicy)).toBe(true)
  expect(facePolicyFault(defaultFacePolicy)).toBeUndefined()
  const [engine] = defaultFacePolicy.engines
  const withEngines = (...engines: FacePolicy['engines']) => facePolicyFault({ ...defaultFacePolicy, engines })
  expect(withEngines({ ...engine!, accept: 0.7 })).toContain('wrong order')
  expect(withEngines({ ...engine!, ...similarity, accept: 0.6 })).toContain('wrong order')
  expect(withEngines(engine!, engine!)).toContain('twice')
})
