/** Every word on the phone that no row of the contract, and no other screen, already says. */
export const phoneTexts = {
  platform: '北京市统一身份认证平台',
  back: '返回',
  opening: '正在打开，请稍候',
  broken: { title: '页面没有打开，不是您的问题', action: '请检查网络后再试一次', again: '再试一次' },
  home: {
    title: '您要办理什么',
    lead: '扫描办事大厅屏幕上的二维码，请用本机的“扫一扫”。',
    signInLead: '账号登录、短信登录、第三方账号',
    notices: '消息通知',
    noticesLead: '账号的变更和申诉答复',
  },
  signIn: { title: '登录', first: '登录后自动返回刚才的页面', noAccount: '还没有账号？' },
  errand: {
    waiting: '下一步在本机完成。',
    scanned: '请在本机打开的页面上点这个数字：',
    confirmed: '已确认，正在继续，请稍候。',
    cancelled: '已取消。需要继续请重新开始。',
    expired: '已过期，请重新开始。',
    go: '在本机继续',
    again: '重新开始',
  },
  purpose: { goOn: '继续办理', place: '刚才的页面' },
  ended: { title: '已取消', lead: '没有任何更改。', goOn: '返回' },
  missing: { title: '没有这个页面', lead: '地址可能不完整或已失效。', home: '返回首页' },
} as const
