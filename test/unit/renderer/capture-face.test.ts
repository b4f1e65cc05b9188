// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import type { CaptureOptions, CaptureOutcome } from '../../../renderer/face/index.ts'
import type { BeginCapture } from '../../../renderer/shared/face-capture.ts'
import CaptureFace from '../../../renderer/kiosk/steps/CaptureFace.vue'
import { engine, goodQuality } from '../../fixtures/face-evidence.ts'
import { answersOf, button, giveCanvasAPen, inputs, mountStep } from './mounting.ts'

vi.stubGlobal(
  'ImageData',
  class {
    readonly colorSpace = 'srgb'
  },
)

giveCanvasAPen()
let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

const quality = { ...goodQuality, ok: true, reasons: [] }
const captured = {
  kind: 'captured',
  jpeg: new Uint8Array([1]),
  quality,
  liveness: { verdict: 'live', method: 'active', challenges: ['blink'], because: 'test' },
  match: { decision: 'match', score: 0.4, threshold: 0.55, engine },
  camera: 'HD Webcam',
} as const satisfies CaptureOutcome

function camera() {
  const runs: { options: CaptureOptions; end: (outcome: CaptureOutcome) => void; isStopped: boolean }[] = []
  const begin: BeginCapture = (_video, options) => {
    const { promise, resolve } = Promise.withResolvers<CaptureOutcome>()
    const run = { options, end: resolve, isStopped: false }
    runs.push(run)
    return { outcome: promise, stop: () => void (run.isStopped = true) }
  }
  return { runs, begin }
}

test('challenges are asked in the order that the kiosk drew', async () => {
  const { runs, begin } = camera()
  wrapper = await mountStep(CaptureFace, 'capture-face', {}, begin)
  expect(runs[0]?.options).toMatchObject({ challenges: ['blink'], keepOrder: true })
})

test('the challenge and the hint stand on the screen while it runs', async () => {
  const { runs, begin } = camera()
  wrapper = await mountStep(CaptureFace, 'capture-face', {}, begin)
  runs[0]?.options.onEvent({ kind: 'challenge', challenge: 'turnLeft' })
  runs[0]?.options.onEvent({ kind: 'hint', text: '请靠近一些' })
  await flushPromises()
  expect(wrapper.text()).toContain('请向左转头')
  expect(wrapper.text()).toContain('请靠近一些')
})

test('a picture is answered with its measurements and nothing of the engine’s inside', async () => {
  const { runs, begin } = camera()
  wrapper = await mountStep(CaptureFace, 'capture-face', {}, begin)
  runs[0]?.end(captured)
  await flushPromises()
  expect(answersOf(wrapper)).toEqual([
    {
      jpeg: captured.jpeg,
      quality: goodQuality,
      liveness: { verdict: 'live', method: 'active', challenges: ['blink'] },
      match: { score: 0.4, engine },
      camera: 'HD Webcam',
    },
  ])
})

test('an engine of the kiosk compares: the screen sends its picture and no comparison', async () => {
  const { runs, begin } = camera()
  const input = { ...inputs['capture-face'], comparesElsewhere: true }
  wrapper = await mountStep(CaptureFace, 'capture-face', { input }, begin)
  expect(runs[0]?.options).not.toHaveProperty('against')
  const { match: _, ...picture } = captured
  runs[0]?.end(picture)
  await flushPromises()
  expect(answersOf(wrapper)).toMatchObject([{ jpeg: captured.jpeg, quality: goodQuality }])
  expect(answersOf(wrapper)[0]).not.toHaveProperty('match')
})

test('who cannot do a gesture gets another one, once', async () => {
  const { runs, begin } = camera()
  let switched = 0
  const switching: BeginCapture = (video, options) => ({
    ...begin(video, options),
    switchChallenge: () => void switched++,
  })
  wrapper = await mountStep(CaptureFace, 'capture-face', {}, switching)
  runs[0]?.options.onEvent({ kind: 'challenge', challenge: 'blink' })
  await flushPromises()
  await button(wrapper, '换一个动作').trigger('click')
  expect(switched).toBe(1)
  expect(wrapper.text()).not.toContain('换一个动作')
})

test('without a camera two people can do it instead', async () => {
  const { runs, begin } = camera()
  wrapper = await mountStep(CaptureFace, 'capture-face', {}, begin)
  runs[0]?.end({ kind: 'unavailable', reason: 'no-camera' })
  await flushPromises()
  expect(wrapper.get('[role=alert]').text()).toContain('未找到摄像头')
  await button(wrapper, '改为双人核验').trigger('click')
  expect(answersOf(wrapper)).toEqual([{ unavailable: 'no-camera' }])
})

test('重试 starts a new capture', async () => {
  const { runs, begin } = camera()
  wrapper = await mountStep(CaptureFace, 'capture-face', {}, begin)
  runs[0]?.end({ kind: 'not-captured', because: 'no-good-frame' })
  await flushPromises()
  button(wrapper, '重试')
  await wrapper.get('form').trigger('submit')
  expect(runs).toHaveLength(2)
})

test('a new nonce begins anew', async () => {
  const { runs, begin } = camera()
  wrapper = await mountStep(CaptureFace, 'capture-face', {}, begin)
  await wrapper.setProps({ input: { ...inputs['capture-face'], nonce: 'other' } })
  expect(runs.map((run) => run.isStopped)).toEqual([true, false])
})

test('the camera is let go when the step is left', async () => {
  const { runs, begin } = camera()
  wrapper = await mountStep(CaptureFace, 'capture-face', {}, begin)
  wrapper.unmount()
  expect(runs[0]?.isStopped).toBe(true)
})

test('who cannot do the actions need not fail first', async () => {
  const { begin } = camera()
  wrapper = await mountStep(CaptureFace, 'capture-face', {}, begin)
  await button(wrapper, '改为双人核验').trigger('click')
  expect(answersOf(wrapper)).toEqual([{ unavailable: 'chosen-at-counter' }])
})
