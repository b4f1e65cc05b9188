import { describe, expect, test } from 'vitest'
import type { CaptureOptions, CaptureOutcome, Quality } from '../../../renderer/face/index.ts'
import { aimer, aimFor } from '../../../renderer/kiosk/camera-aim.ts'
import { watched } from '../../../renderer/kiosk/camera-sight.ts'
import { lossNow, lossOf } from '../../../renderer/kiosk/out-of-service.ts'
import { measuresOf } from '../../../sync-server/contract/face-quality.ts'
import type { DeviceHealth } from '../../../sync-server/contract/device-health.ts'

test.each([
  [0.3, 'stop', 'up'],
  [-0.3, 'stop', 'down'],
  [0.1, 'stop', 'stop'],
  [0.1, 'up', 'up'],
  [0.04, 'up', 'stop'],
  [-0.3, 'up', 'stop'],
  [-0.1, 'down', 'down'],
  [-0.04, 'down', 'stop'],
  [undefined, 'up', 'stop'],
] as const)('a face %d above the middle, going %s: %s', (above, going, aim) => {
  expect(aimFor(above === undefined ? {} : { above }, going)).toBe(aim)
})

test('a new way is told at once, the same way only now and then, standing still once', () => {
  const told: string[] = []
  const follow = aimer((aim) => told.push(aim))
  for (let ms = 0; ms < 1500; ms += 100) follow({ above: 0.3 }, ms)
  expect(told).toEqual(['up', 'up', 'up'])
  for (let ms = 1500; ms < 4000; ms += 100) follow({ above: 0 }, ms)
  expect(told).toEqual(['up', 'up', 'up', 'stop'])
})

const quality = { above: 0.4 } as Quality

test('what moves the lens does not stand in the evidence', () => {
  expect(measuresOf({ above: 0.4, ok: true, reasons: [], faces: 1 } as unknown as Quality)).toEqual({ faces: 1 })
})

describe('a capture', () => {
  test.each([
    [{ kind: 'unavailable', reason: 'no-camera' }, ['missing']],
    [{ kind: 'unavailable', reason: 'camera-denied' }, ['denied']],
    [{ kind: 'unavailable', reason: 'camera-unknown' }, ['other']],
    [{ kind: 'unavailable', reason: 'camera-black' }, ['black']],
    [{ kind: 'unavailable', reason: 'camera-frozen' }, ['frozen']],
    [{ kind: 'unavailable', reason: 'engine-failed' }, []],
    [{ kind: 'not-captured', because: 'stopped' }, []],
  ] as const)('that ends as %o says so of the camera, and moved the lens', async (outcome, seen) => {
    const sights: string[] = []
    const aims: string[] = []
    const heard: string[] = []
    let options: CaptureOptions | undefined
    const begin = watched(
      (_video, given) => {
        options = given
        return { outcome: Promise.resolve(outcome as CaptureOutcome), stop: () => undefined }
      },
      { seen: (sight) => sights.push(sight), aim: (aim) => aims.push(aim) },
    )
    const wish = { onEvent: ({ kind }) => void heard.push(kind) } as CaptureOptions
    const running = begin({} as HTMLVideoElement, wish)
    options?.onEvent({ kind: 'quality', quality })
    await running.outcome
    expect([sights, aims, heard]).toEqual([seen, ['up'], ['quality']])
  })
})

describe('what is out of service', () => {
  const reader: DeviceHealth = { device: 'reader', state: 'faulty', since: '2026-11-22T08:00:00.000Z', errors: 1 }
  test('a citizen is told of a reader that was there, not of one that never was or that works', () => {
    expect(lossNow([reader], 'reader', 'self-service')).toBe('刷身份证暂停；请手动填写，或用其他方式登录')
    expect(lossNow([{ ...reader, errors: 0 }], 'reader', 'self-service')).toBe('')
    expect(lossNow([{ ...reader, state: 'working' }], 'reader', 'self-service')).toBe('')
    expect(lossNow([], 'reader', 'self-service')).toBe('')
  })
  test('a mode that needs no camera loses nothing without one', () => {
    expect(lossOf('camera', 'self-service')).toBe('')
    expect(lossOf('camera', 'counter')).toContain('两名工作人员')
  })
})
