import { beforeEach, expect, test } from 'vitest'
import { sha256Hex } from '../../../electron/session/digests.ts'
import { challengeSeed, challengesFrom } from '../../../sync-server/contract/liveness-challenge.ts'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'

let bench: CounterBench
beforeEach(() => {
  bench = new CounterBench()
})

const sealedNames = (): readonly string[] => bench.office.deposited[0]?.attachments.map(({ name }) => name) ?? []

async function finishByTwoPeople(): Promise<void> {
  await bench.byEye()
  await bench.approve()
  await bench.sign()
  await bench.answer<'review'>({ confirm: true })
  await bench.attest()
}

test('three times nobody alike leads to two people, and no picture is kept', async () => {
  await bench.toCard()
  await bench.card()
  for (const left of [3, 2, 1]) {
    expect(bench.input<'capture-face'>().triesLeft).toBe(left)
    await bench.faceConfirmed(0.9)
  }
  expect(bench.input<'compare-by-eye'>().reason).toBe('face-not-matched')
  await finishByTwoPeople()
  expect(sealedNames()).not.toContain('live-face')
})

test('a try is a try, whatever it failed by', async () => {
  await bench.toCard()
  await bench.card()
  await bench.faceConfirmed(0.9)
  await bench.faceConfirmed(0.3, 'spoof')
  expect(bench.input<'capture-face'>().triesLeft).toBe(1)
  await bench.faceConfirmed(0.9)
  expect(bench.view.step.kind).toBe('compare-by-eye')
})

test('every try asks anew, and what it asks follows from record and nonce', async () => {
  await bench.toCard()
  await bench.card()
  const nonces = new Set<string>()
  for (let i = 0; i < 2; i++) {
    const { nonce, challenges } = bench.input<'capture-face'>()
    nonces.add(nonce)
    expect(challenges).toEqual(challengesFrom(sha256Hex(challengeSeed(bench.view.sessionId, nonce))))
    await bench.faceConfirmed(0.9)
  }
  expect(nonces.size).toBe(2)
})

test('three times without signs of life leads to two people', async () => {
  await bench.toCard()
  await bench.card()
  for (let i = 0; i < 3; i++) await bench.faceConfirmed(0.3, 'spoof')
  expect(bench.view.step.kind).toBe('compare-by-eye')
})

test('a distance in the review band leads to two people and keeps the picture', async () => {
  await bench.toCard()
  await bench.card()
  await bench.faceConfirmed(0.6)
  expect(bench.input<'compare-by-eye'>().reason).toBe('score-in-review-band')
  await finishByTwoPeople()
  expect(sealedNames()).toContain('live-face')
})

test('a camera that does not work leads to two people', async () => {
  await bench.toCard()
  await bench.card()
  await bench.answer<'capture-face'>({ unavailable: 'camera.not-connected' })
  expect(bench.input<'compare-by-eye'>().reason).toBe('camera-unavailable')
})

test('challenges done in another order than asked are no sign of life', async () => {
  await bench.toCard()
  await bench.card()
  const { challenges } = bench.input<'capture-face'>()
  expect(challenges.length).toBeGreaterThanOrEqual(2)
  await bench.face(0.3, 'live', [...challenges].reverse())
  expect(bench.input<'capture-face'>().compared?.decision).toBe('not-live')
  await bench.face(0.3)
  expect(bench.input<'capture-face'>().compared?.decision).toBe('match')
})

test('a picture that a later try has taken back is not sealed', async () => {
  await bench.toCard()
  await bench.card()
  await bench.face(0.3)
  for (let i = 0; i < 3; i++) await bench.faceConfirmed(0.3, 'spoof')
  await finishByTwoPeople()
  expect(sealedNames()).not.toContain('live-face')
})
