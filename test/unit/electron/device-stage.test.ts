import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DeviceService } from '../../../electron/devices/device-service.ts'
import { FakeHost } from '../../fixtures/electron/fake-host.ts'

const hosts: FakeHost[] = []
const stageWords: string[] = []
let service: DeviceService
const last = (): FakeHost => hosts.at(-1)!

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
  hosts.length = stageWords.length = 0
  const settings = {
    reader: { driver: 'auto', except: [] },
    printer: undefined,
    stage: { light: { driver: 'lcus-serial', path: '/dev/ttyS2' } },
    chipPhotoLibrary: undefined,
    isDemo: true,
  } as const
  const spawn = (): FakeHost => {
    hosts.push(new FakeHost())
    return last()
  }
  const nothing = (): void => undefined
  service = new DeviceService(settings, spawn, {
    ...{ state: nothing, cardRead: nothing, printer: nothing, failure: nothing },
    stage: (device, trouble) => void stageWords.push(`${device} ${trouble ?? 'works'}`),
  })
  service.start()
})
afterEach(() => vi.useRealTimers())

describe('the stage of a capture', () => {
  test('is set once and put to rest once; the lens moves only meanwhile', () => {
    service.aim('up')
    service.capture(false)
    service.capture(true)
    service.capture(true)
    service.aim('up')
    service.capture(false)
    service.aim('down')
    expect(last().kinds()).toEqual(['start', 'capture', 'aim', 'capture'])
  })

  test('is set again by a host that takes the place of one that ended, and its light is gone until then', () => {
    service.capture(true)
    last().say({ kind: 'stage', device: 'light', code: undefined })
    last().exit()
    expect(stageWords).toEqual(['light works', 'light light.not-connected'])
    vi.advanceTimersByTime(250)
    expect(last().kinds()).toEqual(['start', 'capture'])
    service.capture(false)
    last().exit()
    vi.advanceTimersByTime(500)
    expect(last().kinds()).toEqual(['start'])
  })
})
