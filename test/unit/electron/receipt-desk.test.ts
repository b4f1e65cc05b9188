import { beforeEach, expect, test } from 'vitest'
import type { ResultView } from '../../../electron/bridge/view.ts'
import { ReceiptDesk } from '../../../electron/main/receipt-desk.ts'
import type { PrintSlip } from '../../../sync-server/contract/device.ts'
import type { FailureCode } from '../../../sync-server/contract/failure.ts'
import { receiptSlip } from '../../../sync-server/contract/receipt-slip.ts'

const receipt = {
  number: '7K3M-9QXD-2B4T',
  qrText: 'https://hall.example/r/7K3M-9QXD-2B4T',
  finishedAt: '2026-11-22T16:30:00Z',
  hallName: '示例大厅',
  staffNumber: '1001',
  maskedName: '*雨',
  maskedNumber: '1199************61',
  state: 'waiting',
  reasons: [],
} as const

let result: ResultView | undefined
let slips: PrintSlip[]
let answer: (failure: FailureCode | undefined) => void
let changes: number
let desk: ReceiptDesk

beforeEach(() => {
  result = { exit: 'done', receipt, failure: undefined, clearsAt: '2099-01-01T00:00:00Z' }
  slips = []
  changes = 0
  desk = new ReceiptDesk({
    result: () => result,
    print: (slip) => {
      slips.push(slip)
      return new Promise((resolve) => (answer = resolve))
    },
    changed: () => void changes++,
  })
})

test('a slip is printed once however often it is asked for meanwhile, and again afterwards', async () => {
  const printing = desk.print()
  expect(desk.view()).toEqual({ state: 'printing' })
  await desk.print()
  expect(slips).toHaveLength(1)
  answer(undefined)
  await printing
  expect(desk.view()).toEqual({ state: 'printed' })
  expect(changes).toBe(2)
  void desk.print()
  expect(slips).toHaveLength(2)
})

test('why it was not printed stays beside its receipt, and goes with it', async () => {
  const printing = desk.print()
  answer('printer.paper-out')
  await printing
  expect(desk.view()).toEqual({ state: 'failed', code: 'printer.paper-out' })
  result = { ...result!, receipt: { ...receipt, number: '4FVA-T0C8-H62N' } }
  expect(desk.view()).toBeUndefined()
  result = undefined
  expect(desk.view()).toBeUndefined()
  await desk.print()
  expect(slips).toHaveLength(1)
})

test('the slip says what the screen says, masked, in the hall’s own time', () => {
  expect(receiptSlip(receipt)).toEqual({
    title: '受理回执',
    lines: [
      '回执编号 7K3M-9QXD-2B4T',
      '办理结果 已受理，等待服务器授予',
      '姓    名 *雨',
      '证件号码 1199************61',
      '受理大厅 示例大厅',
      '受理时间 2026-11-23 00:30',
      '经办工号 1001',
    ],
    qrText: receipt.qrText,
    note: '扫码查询办理结果',
  })
  expect(receiptSlip({ ...receipt, state: 'returned' }).lines.join()).not.toContain('已授予')
})
