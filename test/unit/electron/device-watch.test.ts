import { expect, test } from 'vitest'
import { DeviceWatch } from '../../../electron/devices/health/device-watch.ts'
import type { Device } from '../../../sync-server/contract/device-health.ts'

function watchOf(...devices: readonly Device[]) {
  let minute = 0
  let changes = 0
  const now = (): Date => new Date(Date.UTC(2026, 10, 22, 8, minute))
  const watch = new DeviceWatch(devices, { now, changed: () => void changes++ })
  return {
    watch,
    at: (m: number) => void (minute = m),
    changes: () => changes,
    health: (device: Device) => watch.view().find((each) => each.device === device),
  }
}
const time = (minute: number): string => `2026-11-22T08:${String(minute).padStart(2, '0')}:00.000Z`

test('a device that was never there is out of service without an error; one that goes away counts as one, once', () => {
  const { watch, at, health, changes } = watchOf('reader')
  expect(health('reader')).toEqual({ device: 'reader', state: 'starting', since: time(0), errors: 0 })
  at(1)
  watch.reader({ kind: 'disconnected' })
  expect(health('reader')).toMatchObject({ state: 'faulty', code: 'reader.not-connected', since: time(1), errors: 0 })
  at(2)
  watch.reader({ kind: 'ready' })
  expect(health('reader')).toEqual({ device: 'reader', state: 'working', since: time(2), errors: 0 })
  at(3)
  for (let n = 0; n < 3; n++) watch.reader({ kind: 'disconnected' })
  expect(health('reader')).toMatchObject({ state: 'faulty', since: time(3), errors: 1 })
  expect(changes()).toBe(3)
})

test('why the reader is gone stands beside it, whichever is told first, until it is back', () => {
  for (const isReasonFirst of [true, false]) {
    const { watch, health } = watchOf('reader')
    watch.reader({ kind: 'ready' })
    if (isReasonFirst) watch.failure('reader.port-busy')
    watch.reader({ kind: 'disconnected' })
    if (!isReasonFirst) watch.failure('reader.port-busy')
    expect(health('reader')).toMatchObject({ code: 'reader.port-busy', errors: 1 })
    watch.reader({ kind: 'ready' })
    watch.reader({ kind: 'disconnected' })
    expect(health('reader')).toMatchObject({ code: 'reader.not-connected', errors: 2 })
  }
})

test('a card that cannot be read is no fault of the reader', () => {
  const { watch, at, health } = watchOf('reader')
  watch.reader({ kind: 'ready' })
  watch.reader({ kind: 'failed', code: 'card.removed' })
  expect(health('reader')).toMatchObject({ state: 'working', errors: 0 })
  watch.reader({ kind: 'failed', code: 'reader.out-of-service' })
  expect(health('reader')).toMatchObject({ state: 'faulty', code: 'reader.out-of-service', errors: 1 })
  at(5)
  watch.succeeded('reader')
  expect(health('reader')).toMatchObject({ lastSuccessAt: time(5) })
})

test('paper is told before it is out, and that it was changed', () => {
  const { watch, health } = watchOf('printer')
  watch.printer({ kind: 'ready', isPaperLow: false })
  watch.printer({ kind: 'printing' })
  expect(health('printer')).toMatchObject({ state: 'working', paper: 'enough' })
  watch.printer({ kind: 'ready', isPaperLow: true })
  expect(health('printer')).toMatchObject({ state: 'attention', paper: 'low', errors: 0 })
  watch.printer({ kind: 'failed', code: 'printer.paper-out' })
  expect(health('printer')).toMatchObject({ state: 'faulty', code: 'printer.paper-out', paper: 'out', errors: 1 })
  watch.printer({ kind: 'ready', isPaperLow: false })
  expect(health('printer')).toMatchObject({ state: 'working', paper: 'enough', errors: 1 })
  expect(health('printer')).not.toHaveProperty('code')
})

test.each([
  ['missing', 'camera.not-connected'],
  ['denied', 'camera.not-connected'],
  ['other', 'camera.unknown'],
  ['black', 'camera.black'],
  ['frozen', 'camera.frozen'],
] as const)('a camera that is %s is out of service until it gives a picture', (sight, code) => {
  const { watch, at, health } = watchOf('camera')
  watch.camera('present')
  watch.camera(sight)
  expect(health('camera')).toMatchObject({ state: 'faulty', code, errors: 1 })
  at(9)
  watch.camera('picture')
  expect(health('camera')).toEqual({
    device: 'camera',
    state: 'working',
    since: time(9),
    lastSuccessAt: time(9),
    errors: 1,
  })
})

test('of a device that this kiosk does not have it takes no notice', () => {
  const { watch, changes } = watchOf('reader')
  watch.printer({ kind: 'disconnected' })
  watch.succeeded('camera')
  expect([watch.view().length, changes()]).toEqual([1, 0])
})
