import { expect, onTestFinished } from 'vitest'
import { PrinterService } from '../../../../native/drivers/printer-service.ts'
import { PrinterSimulator } from '../../../../native/simulator/printer/printer-simulator.ts'
import { SerialSocket } from '../../../../native/simulator/serial-socket.ts'
import { machineContext } from '../../../../native/index.ts'
import { ptyTest, scratch } from '../../../unit/native/support/socat.ts'

const patiently = { timeout: 20_000, interval: 20 }
const slip = {
  title: '办事大厅回执',
  lines: ['回执编号 TEST-0000-0001', '姓名 陈*例', '办理窗口 3 号窗口'],
  qrText: 'https://hall.example/r/TEST-0000-0001',
  note: '请妥善保管，可扫码查询办理结果',
} as const

ptyTest('a printer on a pseudo-terminal prints, fails, is unplugged and prints again', async () => {
  const socket = await SerialSocket.in(await scratch(), 'printer')
  const printer = await PrinterSimulator.start(socket)
  onTestFinished(() => printer.stop())
  const service = new PrinterService(machineContext)
  onTestFinished(() => service.stop())
  const states: string[] = []
  service.start({ driver: 'escpos-serial', path: socket.path }, (state) =>
    states.push(state.kind === 'failed' ? state.code : state.kind),
  )
  await expect.poll(() => states.at(-1), patiently).toBe('ready')
  expect(await service.print(slip)).toBeUndefined()
  expect(printer.slips.map(({ lines, qrTexts }) => [lines.map(({ text }) => text), qrTexts])).toEqual([
    [[slip.title, ...slip.lines, '', slip.note], [slip.qrText]],
  ])
  await printer.setFault('cover-open')
  expect(await service.print(slip)).toBe('printer.cover-open')
  await printer.setFault('none')
  await expect.poll(() => states.at(-1), patiently).toBe('ready')
  await printer.setFault('unplug')
  await expect.poll(() => states.at(-1), patiently).toBe('disconnected')
  await printer.setFault('none')
  await expect.poll(() => states.at(-1), patiently).toBe('ready')
  expect(await service.print(slip)).toBeUndefined()
  expect(printer.slips).toHaveLength(2)
  expect(printer.strange).toEqual([])
})
