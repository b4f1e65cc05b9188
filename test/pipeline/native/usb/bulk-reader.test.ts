import { describe, expect } from 'vitest'
import { bulkBed, bulkReader, bulkReaderOn } from '../../../unit/native/support/bulk-bed.ts'
import { hidTest, hostOn, runOn } from '../../../unit/native/support/hid-bed.ts'

const USB = { driver: 'sam-usb', ...bulkReader } as const
const patiently = { timeout: 20_000, interval: 20 }
const printer = { device: 'printer', vendorId: '0416', productId: '5011' } as const

describe.each([1, 2] as const)('a bulk reader with %i pairs of pipes through the real binding', (pipes) => {
  hidTest.each([USB, { driver: 'auto' } as const])(
    'is found, read from and watched until the card is lifted: %j',
    async (config) => {
      const bed = await bulkBed()
      const reader = await bulkReaderOn(bed, pipes)
      const host = hostOn(bed, config)
      await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
      host.read()
      await reader.setCard('fingerprints')
      await expect.poll(() => host.states.at(-1), patiently).toBe('read')
      expect(host.reads).toEqual(['指纹示例'])
      await reader.setCard(null)
      await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
      expect(await host.stop()).toBe(0)
    },
  )

  hidTest('unplugged in the middle of anything and plugged in again, the requested read happens once', async () => {
    const bed = await bulkBed()
    const reader = await bulkReaderOn(bed, pipes)
    const host = hostOn(bed, USB)
    await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
    for (const [round, bytes] of [1, 15, 46, 300, 1_342].entries()) {
      await reader.setCard('rare-name')
      reader.cutAfter(bytes)
      host.read()
      await expect.poll(() => host.states.at(-1), patiently).toBe('disconnected')
      await reader.setFault('none')
      await expect.poll(() => host.reads.length, patiently).toBe(round + 1)
    }
    expect(host.failures.every(({ isError }) => isError)).toBe(true)
    expect(await host.stop()).toBe(0)
  })

  hidTest('an unplug at rest is noticed and mended', async () => {
    const bed = await bulkBed()
    const reader = await bulkReaderOn(bed, pipes)
    const host = hostOn(bed, USB)
    await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
    await reader.setFault('unplug')
    await expect.poll(() => host.states.at(-1), patiently).toBe('disconnected')
    await reader.setFault('none')
    await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
  })

  hidTest.each(['garbage', 'checksum', 'slow'] as const)('%s on its pipes is outlived', async (fault) => {
    const bed = await bulkBed()
    const reader = await bulkReaderOn(bed, pipes)
    await reader.setCard('rare-name')
    const host = hostOn(bed, USB)
    await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
    await reader.setFault(fault)
    host.read()
    if (fault !== 'slow') await expect.poll(() => host.failures.length, patiently).toBeGreaterThan(0)
    await reader.setFault('none')
    await expect.poll(() => host.reads, patiently).toEqual(['䶮𬴊示例'])
  })
})

describe('bulk devices of a machine', () => {
  hidTest('auto writes nothing to one that it does not know', async () => {
    const bed = await bulkBed()
    const written: string[] = []
    await bed.plug(printer, (bytes) => written.push(Buffer.from(bytes).toString('hex')))
    const host = hostOn(bed, { driver: 'auto' })
    await expect.poll(() => host.failures.length, patiently).toBeGreaterThan(0)
    const reader = await bulkReaderOn(bed, 2)
    host.read()
    await reader.setCard('rare-name')
    await expect.poll(() => host.reads, patiently).toEqual(['䶮𬴊示例'])
    expect(written).toEqual([])
  })

  hidTest('a reader belongs to one program at a time', async () => {
    const bed = await bulkBed()
    await bulkReaderOn(bed, 1)
    const both = [hostOn(bed, USB), hostOn(bed, USB)]
    await expect
      .poll(() => both.map(({ states }) => states.at(-1)).sort(), patiently)
      .toEqual(['reader.port-busy', 'ready'])
  })

  hidTest('one that needs its maker’s library is named as unsupported', async () => {
    const args = ['native/cli/read-card.ts', '--hid', '10c4:8a1b', '--json']
    const { exitCode, lines } = await runOn(await bulkBed(), ...args)
    expect({ exitCode, said: JSON.parse(lines[0] ?? '') as unknown }).toMatchObject({
      exitCode: 1,
      said: { error: { code: 'reader.unsupported' } },
    })
  })
})
