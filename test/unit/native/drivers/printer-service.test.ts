import { afterEach, describe, expect, test } from 'vitest'
import { PrinterService } from '../../../../native/drivers/printer-service.ts'
import { PrinterSimulator, type PrinterFault } from '../../../../native/simulator/printer/printer-simulator.ts'
import type { PrinterState } from '../../../../sync-server/contract/device.ts'
import { MemorySocket } from '../support/memory-socket.ts'
import { VirtualClock } from '../support/virtual-clock.ts'

const slip = {
  title: '办事大厅回执',
  lines: ['回执编号 TEST-0000-0001', '姓名 陈*例'],
  qrText: 'https://hall.example/r/TEST-0000-0001',
  note: '请妥善保管',
} as const

class Desk {
  readonly clock = new VirtualClock()
  readonly socket = new MemorySocket()
  readonly service: PrinterService
  readonly states: PrinterState[] = []
  printer!: PrinterSimulator

  constructor() {
    this.service = new PrinterService({ clock: this.clock, openPort: this.socket.openPort })
  }

  async begin(fault: PrinterFault = 'none'): Promise<this> {
    this.printer = await PrinterSimulator.start(this.socket)
    await this.printer.setFault(fault)
    this.service.start({ driver: 'escpos-serial', path: 'line' }, (state) => this.states.push(state))
    await this.clock.pass(5_000)
    return this
  }

  print(): Promise<string | undefined> {
    return this.clock.drive(this.service.print(slip))
  }
}

let desk: Desk
afterEach(() => desk.clock.drive(desk.service.stop()))

const READY = { kind: 'ready', isPaperLow: false } as const

describe('receipt printer', () => {
  test('a slip comes out whole, and the state says so', async () => {
    desk = await new Desk().begin()
    expect(await desk.print()).toBeUndefined()
    const [printed, ...others] = desk.printer.slips
    expect(others).toEqual([])
    expect(printed?.lines.map(({ text }) => text)).toEqual([slip.title, ...slip.lines, '', slip.note])
    expect(printed?.lines[0]).toEqual({ text: slip.title, align: 'center', isLarge: true })
    expect(printed?.qrTexts).toEqual([slip.qrText])
    expect(desk.printer.strange).toEqual([])
    await desk.clock.pass(1_000)
    expect(desk.states).toEqual([{ kind: 'disconnected' }, READY, { kind: 'printing' }, READY])
  })

  test.each([
    ['paper-out', 'printer.paper-out'],
    ['cover-open', 'printer.cover-open'],
  ] as const)('%s is known before a job, nothing is printed, and mended it prints', async (fault, code) => {
    desk = await new Desk().begin(fault)
    expect(desk.states.at(-1)).toEqual({ kind: 'failed', code })
    expect(await desk.print()).toBe(code)
    expect(desk.printer.slips).toEqual([])
    await desk.printer.setFault('none')
    await desk.clock.pass(5_000)
    expect(desk.states.at(-1)).toEqual(READY)
    expect(await desk.print()).toBeUndefined()
    expect(desk.printer.slips).toHaveLength(1)
  })

  test('a fault since the last look is noticed before anything is sent', async () => {
    desk = await new Desk().begin()
    await desk.printer.setFault('cover-open')
    expect(await desk.print()).toBe('printer.cover-open')
    expect(desk.printer.slips).toEqual([])
  })

  test('paper that ends in the middle is noticed after the job', async () => {
    desk = await new Desk().begin()
    await desk.printer.setFault('paper-ends')
    expect(await desk.print()).toBe('printer.paper-out')
    expect(desk.printer.slips).toEqual([])
  })

  test('paper about to end prints, and is told', async () => {
    desk = await new Desk().begin('paper-low')
    expect(desk.states.at(-1)).toEqual({ kind: 'ready', isPaperLow: true })
    expect(await desk.print()).toBeUndefined()
  })

  test('a printer that answers nothing is told apart from one that is not there', async () => {
    desk = await new Desk().begin('silent')
    expect(desk.states.at(-1)).toEqual({ kind: 'failed', code: 'printer.not-answering' })
    await desk.printer.setFault('unplug')
    await desk.clock.pass(5_000)
    expect(desk.states.at(-1)).toEqual({ kind: 'disconnected' })
    expect(await desk.print()).toBe('printer.not-connected')
  })

  test('unplugged in the middle of a slip, the slip failed and is not printed later', async () => {
    desk = await new Desk().begin()
    const printing = desk.service.print(slip)
    await desk.clock.pass(500)
    expect(desk.states.at(-1)).toEqual({ kind: 'printing' })
    await desk.printer.setFault('unplug')
    expect(await desk.clock.drive(printing)).toBe('printer.not-connected')
    const before = desk.printer.slips.length
    await desk.printer.setFault('none')
    await desk.clock.pass(10_000)
    expect(desk.states.at(-1)).toEqual(READY)
    expect(desk.printer.slips).toHaveLength(before)
  })

  test('slips come out one after the other; when one fails, so do those behind it', async () => {
    desk = await new Desk().begin()
    const both = (): Promise<unknown> => Promise.all([desk.service.print(slip), desk.service.print(slip)])
    expect(await desk.clock.drive(both())).toEqual([undefined, undefined])
    expect(desk.printer.slips).toHaveLength(2)
    await desk.printer.setFault('paper-ends')
    expect(await desk.clock.drive(both())).toEqual(['printer.paper-out', 'printer.paper-out'])
    await desk.printer.setFault('none')
    await desk.clock.pass(10_000)
    expect(desk.printer.slips).toHaveLength(2)
  })

  test('a stop answers whoever waits, and says nothing more', async () => {
    desk = await new Desk().begin()
    const printing = desk.service.print(slip)
    await desk.clock.drive(desk.service.stop())
    expect(await printing).toBe('printer.not-connected')
    const said = desk.states.length
    await desk.clock.pass(10_000)
    expect(desk.states).toHaveLength(said)
  })
})
