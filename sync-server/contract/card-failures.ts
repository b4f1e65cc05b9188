import { again, type FailureRow, row } from './failure-row.ts'

/** An identity card on the reader of a terminal: what the server may come to about a read. */
export const cardFailures = {
  'card-read.kiosk-only': row(403, '只能在办事大厅的自助终端上刷身份证', '请手动填写，或到办事大厅办理'),
  'card-read.stale': row(409, '这次读卡已过时', '请重新读卡，读完后尽快继续'),
  'card-read.replayed': row(409, '这次读卡已经用过', '请取回证件，重新放置一次'),
  'card-read.reader-unknown': row(
    409,
    '本机读卡器未通过核对，不是您的问题',
    '请换一种方式办理，也可呼叫工作人员或到窗口',
  ),
  'card-read.type-not-taken': row(422, '这里不能用这种证件', '请换一种方式办理，或到窗口办理'),
  'card-read.not-confirmed': row(422, '登记信息与证件不一致', '请到窗口由工作人员核对，也可手动填写'),
  'card-read.too-often': again(429, '这张证件刷得过于频繁', '请等待倒计时结束，也可换一种登录方式'),
} as const satisfies Record<string, FailureRow>
