import { describe, expect, test } from 'vitest'
import { bench, hidReader, usbReader } from '../support/bench.ts'

const code = (expected: string): unknown => expect.objectContaining({ code: expected })

describe('opening', () => {
  test('the module’s number is read', async () => {
    expect((await bench().open()).samId).toBe('05.01-20200131-0000012345-4000000001')
  })

  test.each([0x60, 0x66] as const)('a module that answers SW3 %i is out of service', async (breakage) => {
    const { wired, open } = bench()
    wired.module.breakage = breakage
    await expect(open()).rejects.toEqual(code('reader.out-of-service'))
  })

  test('silence, noise and an empty line are told apart', async () => {
    await expect(bench(() => 'silence').open()).rejects.toEqual(code('reader.not-answering'))
    const noisy = bench()
    noisy.wired.fault = 'garbage'
    await expect(noisy.open()).rejects.toEqual(code('reader.protocol-error'))
    const absent = bench()
    absent.wired.unplug()
    await expect(absent.open()).rejects.toEqual(code('reader.not-connected'))
  })

  test.each([115_200, 57_600, 38_400, 19_200, 9_600])('a module set to %i is found by probing', async (baudRate) => {
    const { wired, open } = bench()
    wired.baudRate = baudRate
    expect((await open({ driver: 'sam-serial', path: 'line' })).baudRate).toBe(baudRate)
    expect(wired.openings.at(-1)).toBe(baudRate)
  })

  test('a module that does not know the self-test is recognised by another answer', async () => {
    const { open } = bench((command) => (command === '11FF' ? 'silence' : undefined))
    await expect(open()).resolves.toBeDefined()
  })

  test('a module that keeps its number to itself still reads', async () => {
    const { open } = bench((command) => (command === '12FF' ? 0x21 : undefined))
    expect((await open()).samId).toBe('')
  })

  test('auto takes the first line with a module, USB lines first', async () => {
    const { wired, open } = bench()
    wired.ports = [{ path: 'built-in' }, { path: 'usb', vendorId: '1a86', productId: '7523' }]
    expect((await open({ driver: 'auto' })).path).toBe('usb')
    wired.ports = []
    await expect(open({ driver: 'auto' })).rejects.toEqual(code('reader.not-connected'))
  })
})

describe('remembering', () => {
  test('the speed that was found once is tried first the next time', async () => {
    const { wired, open } = bench()
    wired.baudRate = 9_600
    await open({ driver: 'sam-serial', path: 'line' })
    wired.openings.length = 0
    await open({ driver: 'sam-serial', path: 'line' })
    expect(wired.openings).toEqual([9_600])
  })

  test('a module that was set to another speed meanwhile is found again', async () => {
    const { wired, open } = bench()
    wired.baudRate = 9_600
    await open({ driver: 'sam-serial', path: 'line' })
    wired.baudRate = 57_600
    expect((await open({ driver: 'sam-serial', path: 'line' })).baudRate).toBe(57_600)
  })
})

describe('HID readers', () => {
  const dk = { driver: 'sam-hid', vendorId: '0483', productId: '572b' } as const

  test('a published model needs its identity only', async () => {
    const { wired, open } = bench()
    wired.hidDevices = [{ path: 'mouse', vendorId: '046d', productId: 'c077' }, hidReader]
    expect(await open(dk)).toMatchObject({ path: 'hid', baudRate: undefined })
    expect(wired.hidOpenings).toEqual(['hid'])
  })

  test.each([
    ['closed', { vendorId: '0425', productId: '8159' }],
    ['remote', { vendorId: 'c216', productId: '0102' }],
  ])('a model whose framing is %s is refused before anything is written', async (_why, identity) => {
    const { wired, open } = bench()
    wired.hidDevices = [{ path: 'hid', ...identity }]
    await expect(open({ driver: 'sam-hid', ...identity })).rejects.toEqual(code('reader.unsupported'))
    expect(wired.hidOpenings).toEqual([])
  })

  test('with its framing written down a closed model is read', async () => {
    const { wired, open } = bench()
    wired.hidDevices = [{ path: 'hid', vendorId: '0425', productId: '8159' }]
    wired.framing = 'plain'
    const config = { driver: 'sam-hid', vendorId: '0425', productId: '8159', framing: 'plain' } as const
    expect((await open(config)).samId).not.toBe('')
  })

  test('a reader that is not there is not connected', async () => {
    await expect(bench().open(dk)).rejects.toEqual(code('reader.not-connected'))
  })
})

describe('bulk readers', () => {
  const usb = { driver: 'sam-usb', vendorId: '0400', productId: 'c35a' } as const

  test('are opened by their identity', async () => {
    const { wired, open } = bench()
    wired.usbDevices = [{ path: 'hub', vendorId: '1d6b', productId: '0002' }, usbReader]
    expect(await open(usb)).toMatchObject({ path: 'usb', baudRate: undefined })
    expect(wired.usbOpenings).toEqual(['usb'])
  })

  test('that need a library are refused before anything is opened', async () => {
    const { wired, open } = bench()
    const identity = { vendorId: '9573', productId: '4836' }
    wired.usbDevices = [{ path: 'usb', ...identity }]
    await expect(open({ driver: 'sam-usb', ...identity })).rejects.toEqual(code('reader.unsupported'))
    expect(wired.usbOpenings).toEqual([])
  })

  test('that are not there are not connected', async () => {
    await expect(bench().open(usb)).rejects.toEqual(code('reader.not-connected'))
  })
})

describe('auto', () => {
  test('a known bulk reader comes before any serial line; unsure, closed and unknown ones are never opened', async () => {
    const { wired, open } = bench()
    wired.usbDevices = [
      { path: 'hub', vendorId: '1d6b', productId: '0002' },
      { path: 'unsure', vendorId: '0483', productId: '5652' },
      { path: 'library', vendorId: '2015', productId: '0008' },
    ]
    expect((await open({ driver: 'auto' })).path).toBe('line')
    expect(wired.usbOpenings).toEqual([])
    wired.usbDevices = [...wired.usbDevices, usbReader]
    expect((await open({ driver: 'auto' })).path).toBe('usb')
  })

  test('a known HID reader comes before any serial line', async () => {
    const { wired, open } = bench()
    wired.hidDevices = [hidReader]
    expect((await open({ driver: 'auto' })).path).toBe('hid')
    expect(wired.openings).toEqual([])
  })

  test('unknown, closed and remote HID devices are never opened', async () => {
    const { wired, open } = bench()
    wired.hidDevices = [
      { path: 'keyboard', vendorId: '046d', productId: 'c31c' },
      { path: 'closed', vendorId: '0425', productId: '8159' },
      { path: 'remote', vendorId: 'c216', productId: '0102' },
    ]
    expect((await open({ driver: 'auto' })).path).toBe('line')
    expect(wired.hidOpenings).toEqual([])
  })

  test('the usual adapters are asked before other USB lines, and lines of other devices not at all', async () => {
    const { wired, open } = bench()
    wired.ports = [
      { path: 'printer', vendorId: '1a86', productId: '7523' },
      { path: 'modem', vendorId: '12d1', productId: '1001' },
      { path: 'adapter', vendorId: '10c4', productId: 'ea60' },
    ]
    expect((await open({ driver: 'auto', except: ['printer'] })).path).toBe('adapter')
  })

  test('a silent line is left alone for half a minute, unless it was plugged in again', async () => {
    const { wired, clock, open } = bench(() => 'silence')
    const attempt = (): Promise<unknown> => open({ driver: 'auto' }).catch((error: unknown) => error)
    expect(await attempt()).toEqual(code('reader.not-answering'))
    const asked = wired.openings.length
    expect(await attempt()).toEqual(code('reader.not-answering'))
    expect(wired.openings).toHaveLength(asked)
    await clock.pass(30_000)
    await attempt()
    expect(wired.openings).toHaveLength(2 * asked)
    const { ports } = wired
    wired.ports = []
    expect(await attempt()).toEqual(code('reader.not-connected'))
    wired.ports = ports
    await attempt()
    expect(wired.openings).toHaveLength(3 * asked)
  })
})
