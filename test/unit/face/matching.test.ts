import { expect, test } from 'vitest'
import { demoEngineInfo } from '../../../renderer/face/demo-engine.ts'
import { bytesOf, distanceBetween, embeddingOf, matchBy } from '../../../renderer/face/matching.ts'

const limits = { scoreKind: 'distance', accept: 0.55, review: 0.62 } as const

test.each([
  [0, 'match', 0.55],
  [0.55, 'match', 0.55],
  [0.5500001, 'review', 0.62],
  [0.62, 'review', 0.62],
  [0.6200001, 'no-match', 0.62],
])('a distance of %d is %s', (distance, decision, threshold) => {
  expect(matchBy(distance, limits, demoEngineInfo)).toEqual({
    decision,
    score: distance,
    threshold,
    engine: demoEngineInfo,
  })
})

test('the thresholds come from the policy that is passed in', () => {
  expect(matchBy(0.5, { ...limits, accept: 0.4, review: 0.45 }, demoEngineInfo).decision).toBe('no-match')
})

test('a template holds its embedding, and distances are Euclidean', () => {
  const [a, b] = [Float32Array.of(0, 3, 1), Float32Array.of(4, 0, 1)]
  expect(embeddingOf(bytesOf(a))).toEqual(a)
  expect(distanceBetween(a, b)).toBe(5)
  expect(() => distanceBetween(a, Float32Array.of(1))).toThrow('different engines')
})

test('the engine says of itself that nobody certified it', () => {
  expect(demoEngineInfo).toMatchObject({ certified: false, scoreKind: 'distance' })
})
