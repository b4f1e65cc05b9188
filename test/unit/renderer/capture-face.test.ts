// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import type { CaptureOptions, CaptureOutcome } from '../../../renderer/face/index.ts'
import type { BeginCapture } from '../../../renderer/shared/face-capture.ts'
import CaptureFace from '../../../renderer/kiosk/steps/CaptureFace.vue'
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

const engine = { vendor: 'v', model: 'm', version: '1', certified: false, scoreKind: 'distance' } as const
const quality = {
  ok: true,
  reasons: [],
  faces: 1,
  faceWidthPx: 200,
  yaw: 0,
  pitch: 0,
  roll: 0,
  eyeOpen: 1,
  sharpness: 2,
  brightness: 3,
}
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
      quality: { faceWidthPx: 200, sharpness: 2, brightness: 3 },
      liveness: { verdict: 'live', method: 'active', challenges: ['blink'] },
      match: { distance: 0.4, engine: { vendor: 'v', model: 'm', version: '1', certified: false } },
      camera: 'HD Webcam',
    },
  ])
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
