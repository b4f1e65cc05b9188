import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FaceService } from '../../../electron/faces/face-service.ts'
import { sdkProcess } from '../../../electron/faces/sdk-process.ts'
import { defaultPolicy } from '../../../sync-server/contract/policy.ts'
import { CounterBench } from '../../fixtures/electron/counter-bench.ts'
import { goodQuality } from '../../fixtures/face-evidence.ts'
import { picture } from '../../fixtures/electron/people.ts'

const double = join(import.meta.dirname, '../../fixtures/face-sdk/double.ts')
const limits = { scoreKind: 'similarity', accept: 0.8, review: 0.6 } as const

let bench: CounterBench
let service: FaceService
beforeEach(() => {
  bench = new CounterBench()
  const engines = [{ model: 'two-process', version: '3.1', ...limits }]
  bench.office.policy = { ...defaultPolicy, face: { ...defaultPolicy.face, engines } }
})
afterEach(() => service.stop())

/** A citizen at the capture, with the vendor's program behaving as told. */
async function atCapture(mode: string): Promise<void> {
  const spawn = () => sdkProcess({ program: process.execPath, args: [double, mode] })
  service = new FaceService({ spawn, timeoutMs: 20_000, failed: () => undefined })
  bench.faceJudge = service
  await service.judge({ width: 1, height: 1, rgba: new Uint8Array(4) }, picture('jpeg')) // it has named itself
  await bench.toCard()
  await bench.card()
}

/** What a screen sends that compares nothing itself. */
async function capture(verdict: 'live' | 'inconclusive' = 'live'): Promise<void> {
  const { challenges } = bench.input<'capture-face'>()
  await bench.answer<'capture-face'>({
    ...{ jpeg: picture('jpeg'), quality: goodQuality, camera: 'HD Webcam' },
    liveness: { verdict, method: 'active', challenges },
  })
}

test('the kiosk’s own engine compares, by the limits of its name and version, and stands in the evidence', async () => {
  await atCapture('good')
  expect(bench.input<'capture-face'>()).toMatchObject({ comparesElsewhere: true, limits })
  await capture()
  expect(bench.input<'capture-face'>().compared).toMatchObject({
    decision: 'match',
    score: 0.9,
    engine: { vendor: 'Double', model: 'two-process', version: '3.1', certified: true, certificateNo: 'T-1' },
  })
  await bench.answer<'capture-face'>({ confirm: true })
  expect(bench.view.step.kind).toBe('sign')
})

test.each([
  ['stranger', 'no-match'],
  ['spoof', 'not-live'],
] as const)('a %s is %s', async (mode, decision) => {
  await atCapture(mode)
  await capture()
  expect(bench.input<'capture-face'>().compared?.decision).toBe(decision)
})

test('gestures that were not done are not made good by the engine', async () => {
  await atCapture('good')
  await capture('inconclusive')
  expect(bench.input<'capture-face'>().compared?.decision).toBe('not-live')
})

test('a picture that the engine refuses is taken again, and is no try', async () => {
  await atCapture('blurred')
  await capture()
  expect(bench.view.failure).toEqual({ code: 'camera.picture-unclear' })
  expect(bench.input<'capture-face'>().triesLeft).toBe(3)
})

test('an engine that the policy does not name never matches: two people decide', async () => {
  bench.office.policy = defaultPolicy
  await atCapture('good')
  expect(bench.input<'capture-face'>().limits).toBeUndefined()
  await capture()
  expect(bench.input<'capture-face'>().compared?.decision).toBe('review')
})

test.each(['crash', 'nonsense', 'fault'])(
  'an engine that answers with %s leads to two people, in plain words',
  async (mode) => {
    await atCapture(mode)
    await capture()
    expect(bench.view.step.kind).toBe('compare-by-eye')
    expect(bench.input<'compare-by-eye'>().reason).toBe('face-engine-unavailable')
    await bench.byEye()
    await bench.approve()
    expect(bench.view.step.kind).toBe('sign')
  },
)
