import { describe, expect } from 'vitest'
import { dkReader, hidBed, hidReaderOn, hidTest, hostOn, runOn } from '../../../unit/native/support/hid-bed.ts'

const DK = { driver: 'sam-hid', ...dkReader } as const
const patiently = { timeout: 20_000, interval: 20 }
const keyboard = { device: 'keyboard', vendorId: '046d', productId: 'c31c', product: 'Keyboard' } as const

describe('a HID reader through the real binding', () => {
  hidTest.each([DK, { driver: 'auto' } as const])(
    'is found, read from and watched until the card is lifted: %j',
    async (config) => {
      const bed = await hidBed()
      const reader = await hidReaderOn(bed)
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
    const bed = await hidBed()
    const reader = await hidReaderOn(bed)
    const host = hostOn(bed, DK)
    await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
    const cuts = [1, 15, 46, 300, 1_342]
    for (const [round, bytes] of cuts.entries()) {
      await reader.setCard('rare-name')
      reader.cutAfter(bytes)
      host.read()
      await expect.poll(() => host.states.at(-1), patiently).toBe('disconnected')
      await reader.setFault('none')
      await expect.poll(() => host.reads.length, patiently).toBe(round + 1)
    }
    expect(await host.stop()).toBe(0)
  })

  hidTest('what the binding calls an error is one, and an unplug at rest is noticed and mended', async () => {
    const bed = await hidBed()
    const reader = await hidReaderOn(bed)
    const host = hostOn(bed, DK)
    await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
    await reader.setFault('unplug')
    await expect.poll(() => host.states.at(-1), patiently).toBe('disconnected')
    expect(host.failures).toEqual([{ failure: 'reader.not-connected', isError: true }])
    await reader.setFault('none')
    await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
  })

  hidTest(
    'a host that is told to stop ends by itself, although a reader was open and is still plugged in',
    async () => {
      const bed = await hidBed()
      await hidReaderOn(bed)
      const host = hostOn(bed, DK)
      await expect.poll(() => host.states.at(-1), patiently).toBe('ready')
      expect(await host.stop()).toBe(0)
    },
  )

  hidTest('auto writes nothing to a HID device that it does not know', async () => {
    const bed = await hidBed()
    const written: string[] = []
    await bed.plug(keyboard, (report) => written.push(Buffer.from(report).toString('hex')))
    const host = hostOn(bed, { driver: 'auto' })
    await expect.poll(() => host.failures.length, patiently).toBeGreaterThan(0)
    const reader = await hidReaderOn(bed)
    host.read()
    await reader.setCard('rare-name')
    await expect.poll(() => host.reads, patiently).toEqual(['䶮𬴊示例'])
    expect(written).toEqual([])
  })

  hidTest('a device whose Chinese product name comes back empty is listed by its identity', async () => {
    const bed = await hidBed()
    await hidReaderOn(bed)
    const list = `import { listHidDevices } from './native/transport/hid-port.ts'; console.log(JSON.stringify(await listHidDevices()))`
    const { lines } = await runOn(bed, '--input-type=module', '--eval', list)
    expect(JSON.parse(lines[0] ?? '')).toEqual([{ path: expect.stringMatching(/^\/dev\/hidraw\d+$/), ...dkReader }])
  })

  hidTest('a reader belongs to one program at a time', async () => {
    const bed = await hidBed()
    const reader = await hidReaderOn(bed)
    const [first, second] = [hostOn(bed, DK), hostOn(bed, DK)]
    const both = [first, second]
    await expect
      .poll(() => both.map(({ states }) => states.at(-1)).sort(), patiently)
      .toEqual(['reader.port-busy', 'ready'])
    const owner = both.find(({ states }) => states.includes('ready'))!
    const other = both.find((host) => host !== owner)!
    other.read()
    await reader.setCard('rare-name')
    await owner.stop()
    await expect.poll(() => other.reads, patiently).toEqual(['䶮𬴊示例'])
    expect(owner.reads).toEqual([])
  })
})

describe('read-card over HID', () => {
  const readCard = 'native/cli/read-card.ts'
  const said = (lines: readonly string[]): unknown => JSON.parse(lines[0] ?? '')

  hidTest('prints the card of a reader named by its identity', async () => {
    const bed = await hidBed()
    const reader = await hidReaderOn(bed)
    await reader.setCard('long-term')
    const { exitCode, lines } = await runOn(bed, readCard, '--hid', '0483:572B', '--json')
    expect(said(lines)).toMatchObject({ fullName: '长期示例', validUntil: 'long-term', photoBytes: 1024 })
    expect({ exitCode, lines: lines.length }).toEqual({ exitCode: 0, lines: 1 })
  })

  hidTest('finds the reader by itself, and reads a plain one whose framing it is told', async () => {
    const bed = await hidBed()
    const reader = await hidReaderOn(bed)
    await reader.setCard('hk-resident')
    expect(said((await runOn(bed, readCard, '--auto', '--json')).lines)).toMatchObject({ permitNumber: 'H00000001' })
    const plainBed = await hidBed()
    const plain = await hidReaderOn(plainBed, 'plain')
    await plain.setCard('hk-resident')
    const { lines } = await runOn(plainBed, readCard, '--hid', '0483:572b', '--framing', 'plain', '--json')
    expect(said(lines)).toMatchObject({ permitNumber: 'H00000001' })
  })

  hidTest.each([
    ['garbage', 'reader.protocol-error'],
    ['checksum', 'reader.protocol-error'],
    ['pull', 'card.removed'],
    ['unplug', 'reader.not-connected'],
  ] as const)('%s is %s', async (fault, code) => {
    const bed = await hidBed()
    const reader = await hidReaderOn(bed)
    await reader.setCard('rare-name')
    await reader.setFault(fault)
    const { exitCode, lines } = await runOn(bed, readCard, '--hid', '0483:572b', '--json')
    expect({ exitCode, said: said(lines) }).toMatchObject({ exitCode: 1, said: { error: { code } } })
  })

  hidTest('a slow reader is read', async () => {
    const bed = await hidBed()
    const reader = await hidReaderOn(bed)
    await reader.setCard('rare-name')
    await reader.setFault('slow')
    expect((await runOn(bed, readCard, '--hid', '0483:572b', '--json')).exitCode).toBe(0)
  })

  hidTest.each(['0425:8159', 'c216:0102'])('%s is named as unsupported', async (identity) => {
    const { exitCode, lines } = await runOn(await hidBed(), readCard, '--hid', identity, '--json')
    expect({ exitCode, said: said(lines) }).toMatchObject({
      exitCode: 1,
      said: { error: { code: 'reader.unsupported' } },
    })
  })
})
