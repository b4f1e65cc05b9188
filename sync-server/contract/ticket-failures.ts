import { type FailureRow, row } from './failure-row.ts'

/** QR codes that a phone scans at a kiosk (manual 1.2.3). */
export const ticketFailures = {
  'ticket.unknown': row(404, '这个二维码已失效', '请扫描办事大厅屏幕上当前的二维码'),
  'ticket.expired': row(410, '二维码已过期', '请在办事大厅的屏幕上刷新二维码后重新扫描'),
  'ticket.taken': row(409, '这个二维码已被另一部手机扫描', '不是您扫的，请刷新屏幕上的二维码；一个二维码只能用一次'),
  'ticket.used': row(409, '这个二维码已用过', '需要再次登录时，请刷新二维码后重新扫描'),
  'ticket.cancelled': row(410, '这次操作已取消', '需要继续时，请刷新屏幕上的二维码后重新扫描'),
  'ticket.wrong-number': row(403, '数字与屏幕上的不一致，已取消', '请只扫描您面前屏幕上的二维码，刷新后重新扫描'),
  'ticket.not-confirmed': row(409, '手机上还没有确认', '请在手机上确认，或改用账号登录、短信登录'),
} as const satisfies Record<string, FailureRow>
