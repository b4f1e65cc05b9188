import { expect, test } from 'vitest'
import { ActiveLiveness } from '../../../renderer/face/active-liveness.ts'
import { demoEngineInfo } from '../../../renderer/face/demo-engine.ts'
import type { Challenge, Frame, LivenessStep } from '../../../renderer/face/face-engine.ts'
import { bytesOf } from '../../../renderer/face/matching.ts'
import { rules } from '../../fixtures/face-evidence.ts'
import { blink, type Moment, recording, rest, turnRight } from './people.ts'

const frameAt = (tsMs: number): Frame => ({ data: new Uint8ClampedArray(16).fill(200), width: 2, height: 2, tsMs })

/** A session that sees a recording; `whoAt` tells whose face an extracted template shows. */
function watching(order: readonly Challenge[], moments: readonly Moment[], whoAt: (tsMs: number) => number = () => 0) {
  const seen = recording(moments)
  const session = new ActiveLiveness({
    order,
    timeoutMs: 30_000,
    limits: rules.quality,
    eyes: {
      observe: async ({ tsMs }) => seen.find((one) => one.tsMs === tsMs)!,
      extract: async ({ tsMs }) => ({ bytes: bytesOf(Float32Array.of(whoAt(tsMs), 1)), engine: demoEngineInfo }),
    },
  })
  const play = async (from = 0, to = seen.length): Promise<LivenessStep | undefined> => {
    let step: LivenessStep | undefined
    for (const { tsMs } of seen.slice(from, to)) {
      step = await session.push(frameAt(tsMs))
      if (step.done) break
    }
    return step
  }
  return { session, play }
}

test('a check that is passed names its challenges and keeps the best frame', async () => {
  const { session, play } = watching(['blink'], [...rest(6), ...blink, ...rest(12)])
  expect(await play()).toMatchObject({ done: true, passed: 1, of: 1 })
  const { liveness, best } = await session.result()
  expect(liveness).toEqual({ verdict: 'live', method: 'active', challenges: ['blink'], because: 'passed' })
  expect(best?.frame.data[0]).toBe(200)
  expect(best?.quality.ok).toBe(true)
  expect(best?.quality.eyesOfBaseline).toBeCloseTo(1, 0)
})

test('closing overwrites the best frame', async () => {
  const { session, play } = watching(['blink'], [...rest(6), ...blink, ...rest(12)])
  await play()
  const { best } = await session.result()
  session.close()
  expect(best?.frame.data.every((value) => value === 0)).toBe(true)
  expect((await session.result()).best).toBeUndefined()
})

test('another face after the gestures is inconclusive', async () => {
  const { session, play } = watching(['blink'], [...rest(6), ...blink, ...rest(12)], (tsMs) => (tsMs > 700 ? 1 : 0))
  await play()
  expect((await session.result()).liveness).toMatchObject({ verdict: 'inconclusive', because: 'person-changed' })
})

test('a challenge that is switched while a frame is looked at stays switched', async () => {
  const { session, play } = watching(['blink', 'turnLeft'], [...rest(8), ...turnRight, ...rest(4)])
  await play(0, 6)
  const looking = session.push(frameAt(600))
  expect(session.switchChallenge()).toBe(true)
  expect(await looking).toMatchObject({ challenge: 'turnRight', hint: '请向右转头，再转回来' })
  expect(session.switchChallenge()).toBe(false)
  expect(await play(7)).toMatchObject({ passed: 1, challenge: 'turnLeft' })
})

test('before the challenges the person is told how to stand', async () => {
  const { play } = watching(['blink'], [{ width: 90 }])
  expect(await play()).toMatchObject({ done: false, hint: '请靠近一些', passed: 0 })
})

test('an unfinished check is no proof', async () => {
  const { session, play } = watching(['blink'], [...rest(6)])
  await play()
  expect((await session.result()).liveness).toMatchObject({ verdict: 'inconclusive', because: 'unfinished' })
})
