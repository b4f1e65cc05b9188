/** What stands beside the QR code: what to scan with, and what happens then, in the order in which it does. */
interface Guide {
  readonly lead: string
  readonly steps: readonly string[]
}

/** 扫码登录 (manual 1.2.3). */
export const scanGuide: Guide = {
  lead: '请使用北京通App扫码登录',
  steps: ['用北京通的“扫一扫”功能扫描登录二维码', '在手机上点屏幕显示的数字', '点“确认授权”，本机自动登录'],
}

/** The words around every QR code, whatever it is for. */
export const phoneWords = {
  code: '二维码，请用手机扫描',
  validFor: (seconds: number) => `${seconds} 秒内有效`,
  scanned: '扫描成功',
  confirm: '请在手机上确认',
  match: '请在手机上点这个数字',
  other: '不是您扫的？换一个二维码',
  confirmed: '手机已确认',
  going: '正在继续，请稍候',
  retry: '重试',
  cancelled: '已取消',
  cancelledLead: '手机上取消了，或点的数字与屏幕上的不同。需要继续请刷新二维码。',
  expired: '二维码已过期',
  expiredLead: '请刷新后重新扫描。',
  refresh: '刷新二维码',
  offline: '当前离线，不是您的问题',
  offlineLead: '网络恢复后，这里会显示二维码；急需办理请到窗口。',
  parties: '用其他平台的账号登录',
  partiesLead: '选好后用手机扫码，在手机上登录，不用在本机输入密码',
  byParty: (name: string) => `请用手机扫码，在手机上用${name}登录`,
  scan: '用手机的“扫一扫”扫描二维码',
} as const
