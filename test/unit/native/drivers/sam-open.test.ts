import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'

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
