import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DeviceService } from '../../../electron/devices/device-service.ts'
import { FakeHost } from '../../fixtures/electron/fake-host.ts'
import { cardRead, chipPhoto } from '../../fixtures/electron/people.ts'

const hosts: FakeHost[] = []
const states: string[] = []
const reads: unknown[] = []
const failures: string[] = []
const printerStates: string[] = []
const scanners: string[] = []
let service: DeviceService
const last = (): FakeHost => hosts.at(-1)!

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
  for (const list of [hosts, states, reads, failures, printerStates, scanners]) list.length = 0
  const printer = { driver: 'escpos-serial', path: '/dev/ttyS1' } as const
  const settings = {
    reader: { driver: 'auto', except: [] },
    printer,
    scanners: { 'zone-reader': { driver: 'mrz-serial', path: '/dev/ttyS2' } },
    chipPhotoLibrary: undefined,
    isDemo: true,
  } as const
  service = new DeviceService(
    settings,
    () => {
      hosts.push(new FakeHost())
      return last()
    },
    {
      state: ({ kind }) => void states.push(kind),
      cardRead: (read) => void reads.push(read),
      printer: ({ kind }) => void printerStates.push(kind),
      scanner: (scanner, isReady) => void scanners.push(`${scanner} ${isReady}`),
      scan: (scanner, scan) => void scanners.push(`${scanner} ${scan.kind}`),
      failure: (_code, because) => void failures.push(because),
    },
  )
  service.start()
})
afterEach(() => vi.useRealTimers())

test('states and cards are passed on', () => {
  last().say({ kind: 'state', state: { kind: 'ready' } })
  const read = cardRead()
  last().say({ kind: 'card-read', read })
  expect(states).toEqual(['ready'])
  expect(reads).toEqual([read])
  expect(last().kinds()).toEqual(['start'])
})

describe('a host that ends', () => {
  test('shows as disconnected, is started again, and gets the open request', () => {
    service.requestRead()
    last().exit()
    expect(states).toEqual(['disconnected'])
    vi.advanceTimersByTime(250)
    expect(hosts).toHaveLength(2)
    expect(last().kinds()).toEqual(['start', 'request-read'])
  })

  test.each([
    ['cancelled', (): void => service.cancelRead()],
    ['answered', (): void => last().say({ kind: 'card-read', read: cardRead() })],
  ])('is not asked again for a read that was %s', (_name, settle) => {
    service.requestRead()
    settle()
    last().exit()
    vi.advanceTimersByTime(250)
    expect(last().kinds()).toEqual(['start'])
  })

  test('again and again is started ever more slowly', () => {
    for (const pauseMs of [250, 500, 1000, 2000, 4000, 8000, 8000]) {
      const before = hosts.length
      last().exit()
      vi.advanceTimersByTime(pauseMs - 1)
      expect(hosts).toHaveLength(before)
      vi.advanceTimersByTime(1)
      expect(hosts).toHaveLength(before + 1)
    }
  })

  test('after a long life is started at once again', () => {
    last().exit()
    vi.advanceTimersByTime(250)
    vi.advanceTimersByTime(31_000)
    last().exit()
    vi.advanceTimersByTime(250)
    expect(hosts).toHaveLength(3)
  })

  test('leaves no decode waiting', async () => {
    const decoding = service.decodeChipPhoto(new Uint8Array(1024))
    last().exit()
    expect(await decoding).toBeUndefined()
  })

  test('is not heard any more', () => {
    const old = last()
    old.exit()
    vi.advanceTimersByTime(250)
    old.say({ kind: 'state', state: { kind: 'read' } })
    expect(states).toEqual(['disconnected'])
  })
})

test('a host that hangs is killed and started again', () => {
  last().answersPings = false
  vi.advanceTimersByTime(12_000)
  expect(failures).toEqual(['the device host hangs'])
  expect(states).toEqual(['disconnected'])
  expect(hosts).toHaveLength(2)
})

test('a host that answers its pings lives on', () => {
  vi.advanceTimersByTime(600_000)
  expect(hosts).toHaveLength(1)
})

describe('a chip photo', () => {
  test('is decoded by the host, each answer to its own question', async () => {
    const [first, second] = [
      service.decodeChipPhoto(new Uint8Array(1024)),
      service.decodeChipPhoto(new Uint8Array(1024)),
    ]
    const ids = last().got.flatMap((message) => (message.kind === 'decode' ? [message.id] : []))
    last().say({ kind: 'decoded', id: ids[1]!, photo: undefined })
    last().say({ kind: 'decoded', id: ids[0]!, photo: chipPhoto() })
    expect(await first).toMatchObject({ width: 2 })
    expect(await second).toBeUndefined()
  })

  test('that takes too long is undecodable, and wiped when it comes after all', async () => {
    const decoding = service.decodeChipPhoto(new Uint8Array(1024))
    vi.advanceTimersByTime(3_000)
    expect(await decoding).toBeUndefined()
    const late = chipPhoto()
    last().say({ kind: 'decoded', id: 1, photo: late })
    expect(late.rgba.every((byte) => byte === 0)).toBe(true)
  })
})

describe('stopping', () => {
  test('waits for the host and starts no other', async () => {
    const stopping = service.stop()
    expect(last().kinds()).toEqual(['start', 'stop'])
    last().exit()
    await stopping
    vi.advanceTimersByTime(60_000)
    expect(hosts).toHaveLength(1)
  })

  test('kills a host that does not end', async () => {
    const stopping = service.stop()
    vi.advanceTimersByTime(1_500)
    await stopping
    expect(last().isAlive).toBe(false)
  })

  test('between two hosts ends at once', async () => {
    last().exit()
    await service.stop()
    vi.advanceTimersByTime(60_000)
    expect(hosts).toHaveLength(1)
  })
})

describe('the printer', () => {
  const slip = { title: '受理回执', lines: ['回执编号 TEST'], qrText: 'https://hall.example/r/TEST', note: '扫码查询' }

  test('its states and answers are passed on', async () => {
    last().say({ kind: 'printer', state: { kind: 'ready', isPaperLow: false } })
    expect(printerStates).toEqual(['ready'])
    const [first, second] = [service.print(slip), service.print(slip)]
    const ids = last().got.flatMap((message) => (message.kind === 'print' ? [message.id] : []))
    last().say({ kind: 'printed', id: ids[1]!, failure: 'printer.paper-out' })
    last().say({ kind: 'printed', id: ids[0]!, failure: undefined })
    expect([await first, await second]).toEqual([undefined, 'printer.paper-out'])
  })

  test('a host that ends leaves no slip waiting, and prints none later', async () => {
    const printing = service.print(slip)
    last().exit()
    expect(await printing).toBe('printer.not-connected')
    expect(printerStates).toEqual(['disconnected'])
    vi.advanceTimersByTime(250)
    expect(last().kinds()).toEqual(['start'])
  })

  test('a host that says nothing about a slip for a long time has not printed it', async () => {
    const printing = service.print(slip)
    vi.advanceTimersByTime(15_000)
    expect(await printing).toBe('printer.not-answering')
  })
})

test('what a scanner reads is handed on, and only a configured one is told as gone with its host', () => {
  service.start()
  last().say({ kind: 'scanner', scanner: 'zone-reader', isReady: true })
  last().say({ kind: 'scan', scanner: 'zone-reader', scan: { kind: 'code', text: 'A', by: 'serial' } })
  last().exit()
  expect(scanners).toEqual(['zone-reader true', 'zone-reader code', 'zone-reader false'])
})
