import { expect, onTestFinished, test } from 'vitest'
import { PrinterService, type PrinterConfig } from '../../../../native/drivers/printer-service.ts'
import { machineContext } from '../../../../native/index.ts'
import { PrinterSimulator } from '../../../../native/simulator/printer/printer-simulator.ts'
import { SerialSocket } from '../../../../native/simulator/serial-socket.ts'
import type { OpenPort } from '../../../../native/transport/byte-port.ts'
import { openFilePort } from '../../../../native/transport/file-port.ts'
import { systemClock } from '../../../../native/transport/clock.ts'
import { openLine } from '../../../../native/transport/open-line.ts'
import { ptyTest, scratch } from '../../../unit/native/support/socat.ts'

const patiently = { timeout: 20_000, interval: 20 }
const slip = {
  title: '办事大厅回执',
  lines: Array.from({ length: 40 }, (_, i) => `回执第 ${i} 行`),
  qrText: 'https://hall.example/r/TEST-0000-0002',
  note: '请妥善保管',
} as const

function printerAt(path: string, openPort: OpenPort): { service: PrinterService; states: string[] } {
  const service = new PrinterService({ ...machineContext, openPort })
  onTestFinished(() => service.stop())
  const states: string[] = []
  const config: PrinterConfig = { driver: 'escpos-serial', path }
  service.start(config, (state) => states.push(state.kind === 'failed' ? state.code : state.kind))
  return { service, states }
}

ptyTest('a printer without a line speed prints, tells its status, is unplugged and prints again', async () => {
  const socket = await SerialSocket.in(await scratch(), 'printer')
  const printer = await PrinterSimulator.start(socket)
  onTestFinished(() => printer.stop())
  const { service, states } = printerAt(socket.path, openFilePort)
  await expect.poll(() => states.at(-1), patiently).toBe('ready')
  expect(await service.print(slip)).toBeUndefined()
  expect(printer.slips.at(-1)?.lines.map(({ text }) => text)).toEqual([slip.title, ...slip.lines, '', slip.note])
  await printer.setFault('paper-out')
  expect(await service.print(slip)).toBe('printer.paper-out')
  await printer.setFault('unplug')
  await expect.poll(() => states.at(-1), patiently).toBe('disconnected')
  await printer.setFault('none')
  await expect.poll(() => states.at(-1), patiently).toBe('ready')
  expect(await service.print(slip)).toBeUndefined()
  expect(printer.slips).toHaveLength(2)
  expect(printer.strange).toEqual([])
})

test('a character device that is no terminal is opened as it is: one that says nothing is not answering', async () => {
  const { states } = printerAt('/dev/null', machineContext.openPort)
  await expect.poll(() => states.at(-1), patiently).toBe('printer.not-answering')
})

test('a file that is no device at all is not opened', async () => {
  const opening = openLine({ path: 'package.json', baudRate: 9_600 }, systemClock)
  await expect(opening).rejects.toMatchObject({ code: 'reader.not-connected' })
})
