import { type FailureRow, again, row } from './failure-row.ts'

/** What administrators may come to at the console. */
export const consoleFailures = {
  'console.sign-in-failed': row(
    401,
    '工号、密码或动态口令不正确',
    '请核对后重新输入；动态口令每 30 秒更换，每个只能用一次',
  ),
  'console.too-many-tries': again(429, '输错次数过多，请稍后再试', '请等待倒计时结束后重新登录'),
  'console.session-expired': row(401, '管理登录已过期', '请重新登录'),
  'console.account-not-found': row(404, '没有找到账号', '请核对输入；本次查询已记入审计'),
  'account.deregistered': row(409, '该账号已注销，不能再办理', '请刷新后查看最新状态'),
  'account.not-frozen': row(409, '该账号没有冻结', '请刷新后查看最新状态'),
  'account.unfreezing-needs-another': row(409, '解冻须由另一名管理员确认', '请另一名管理员登录，查找该账号后确认解冻'),
  'kiosk.unknown': row(404, '没有这台终端', '请刷新后重新选择'),
  'staff.number-taken': row(409, '该工号已被使用', '请换一个工号'),
  'staff.unknown': row(404, '没有这个工号', '请刷新后重新选择'),
  'staff.own-number': row(409, '不能停用自己的工号', '请另一名管理员办理'),
  'webhook.unknown': row(404, '没有这条推送', '请刷新后重新选择'),
} as const satisfies Record<string, FailureRow>
