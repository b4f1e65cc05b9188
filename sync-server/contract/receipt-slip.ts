import type { PrintSlip } from './device.ts'
import { hallTime } from './hall-time.ts'
import { type AssuranceLevel, grantedWords } from './level.ts'

/** What a receipt tells; masked already, since a slip may be lost. */
export interface ReceiptFacts {
  readonly number: string
  readonly qrText: string
  readonly finishedAt: string
  readonly hallName: string
  readonly staffNumber: string
  readonly maskedName: string
  readonly maskedNumber: string
  readonly state: 'waiting' | 'granted' | 'returned'
  /** What was granted. */
  readonly level?: AssuranceLevel | undefined
}

/** How a receipt stands at the moment of printing: the words of the screen, and never more than the server has said. */
const states: Readonly<Record<ReceiptFacts['state'], (receipt: ReceiptFacts) => string>> = {
  waiting: () => '已受理，等待服务器授予',
  granted: ({ level }) => grantedWords(level),
  returned: () => '已退回，未授予',
}

const pad = (n: number): string => String(n).padStart(2, '0')

/** `2026-11-22 19:14`, in the hall's own time: narrow enough for the paper. */
function printedTime(instant: string): string {
  const at = hallTime(instant)
  const day = [at.getUTCFullYear(), pad(at.getUTCMonth() + 1), pad(at.getUTCDate())].join('-')
  return `${day} ${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`
}

/** The slip of a receipt, in the words that its screen uses. */
export function receiptSlip(receipt: ReceiptFacts): PrintSlip {
  return {
    title: '受理回执',
    lines: [
      `回执编号 ${receipt.number}`,
      `办理结果 ${states[receipt.state](receipt)}`,
      `姓    名 ${receipt.maskedName}`,
      `证件号码 ${receipt.maskedNumber}`,
      `受理大厅 ${receipt.hallName}`,
      `受理时间 ${printedTime(receipt.finishedAt)}`,
      `经办工号 ${receipt.staffNumber}`,
    ],
    qrText: receipt.qrText,
    note: '扫码查询办理结果',
  }
}
