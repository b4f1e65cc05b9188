import { afterEach, describe, expect, test } from 'vitest'
import type { Scan } from '../../../../sync-server/contract/device.ts'
import type { ScannerConfig } from '../../../../native/drivers/scanner-drivers.ts'
import { ScannerService } from '../../../../native/drivers/scanner-service.ts'
import { ScannerSimulator } from '../../../../native/simulator/scanner-simulator.ts'
import { travelPapers, zoneBytes } from '../../../../native/simulator/travel-papers.ts'
import { MemorySocket } from '../support/memory-socket.ts'
import { VirtualClock } from '../support/virtual-clock.ts'

const permit = travelPapers[0]!
const text = (content: string): Uint8Array => new TextEncoder().encode(content)

class Desk {
  readonly clock = new VirtualClock()
  readonly socket = new MemorySocket()
  readonly service: ScannerService
  readonly said: (Scan | boolean | string)[] = []
  scanner!: ScannerSimulator

  constructor() {
    const openHidPort = (): Promise<never> => Promise.reject(new Error('nobody asked for it'))
    const listHidDevices = (): Promise<readonly never[]> => Promise.resolve([])
    this.service = new ScannerService({
      clock: this.clock,
      openPort: this.socket.openPort,
      openHidPort,
      listHidDevices,
    })
  }

  async begin(config: ScannerConfig): Promise<this> {
    this.scanner = await ScannerSimulator.start(this.socket)
    this.service.start(config, {
      ready: (isReady) => this.said.push(isReady),
      scan: (scan) => this.said.push(scan),
      failure: ({ code }) => this.said.push(code),
    })
    await this.clock.pass(100)
    return this
  }

  async send(bytes: Uint8Array): Promise<void> {
    await this.scanner.send(bytes)
    await this.clock.pass(200)
  }
}

let desk: Desk
afterEach(() => desk.clock.drive(desk.service.stop()))

describe('a scanner', () => {
  test('of zones tells their lines, and passes over what is none', async () => {
    desk = await new Desk().begin({ driver: 'mrz-serial', path: 'line' })
    await desk.send(text('QUEUE-TICKET-0001\r'))
    await desk.send(zoneBytes(permit))
    expect(desk.said).toEqual([false, true, { kind: 'zone', lines: permit.lines, by: 'serial' }])
  })

  test.each(['scan-serial', 'gm65-serial'] as const)('%s tells codes, and zones as zones', async (driver) => {
    desk = await new Desk().begin({ driver, path: 'line' })
    await desk.send(text('136695976\r'))
    expect(desk.said.at(-1)).toEqual({ kind: 'code', text: '136695976', by: 'serial' })
  })

  test('that is unplugged is gone, and comes back by itself', async () => {
    desk = await new Desk().begin({ driver: 'scan-serial', path: 'line' })
    await desk.scanner.setPlugged(false)
    await desk.clock.pass(3_000)
    expect(desk.said).toEqual([false, true, false, 'reader.not-connected'])
    await desk.scanner.setPlugged(true)
    await desk.clock.pass(1_500)
    expect(desk.said.at(-1)).toBe(true)
    await desk.send(text('A0001\n'))
    expect(desk.said.at(-1)).toMatchObject({ text: 'A0001' })
  })

  test('with HID reports that is not listed is not there', async () => {
    desk = await new Desk().begin({ driver: 'hid-pos', vendorId: '0c2e', productId: '0b61' })
    await desk.clock.pass(5_000)
    expect(desk.said).toEqual([false, 'reader.not-connected'])
  })

  test('says nothing any more once it is stopped', async () => {
    desk = await new Desk().begin({ driver: 'scan-serial', path: 'line' })
    await desk.clock.drive(desk.service.stop())
    const before = desk.said.length
    await desk.send(text('A0001\n'))
    expect(desk.said).toHaveLength(before)
  })
})
