import { citizenTexts } from '../../shared/citizen-texts.ts'

/** Every word on the citizen's screen that no row of the contract already says. */
export const terminalTexts = {
  ...citizenTexts,
  header: {
    largeType: '大字版',
    usualType: '标准版',
    callStaff: '呼叫工作人员',
    calledOff: '取消呼叫',
    called: '已呼叫工作人员，请在原地稍候',
    demo: '演示环境',
    leave: '结束并清除',
    you: '当前用户',
    tools: '帮助与退出',
    noName: '已登录',
  },
  leave: { lead: '您填写的内容会立即从本机清除，账号同时退出登录。' },
  attract: {
    touch: '轻触屏幕开始',
    lead: '自助注册、登录，管理您的账号',
    offers: ['注册账号', '登录', '办事目录', '找回密码', '个人中心'],
    privacy: '离开前请点“结束并清除”，本机不保留您的信息',
    offline: '当前离线，暂时不能登录和注册',
    offlineLead: '可以查看办事目录；急需办理请到窗口',
  },
  welcome: {
    ...citizenTexts.welcome,
    title: '您要办理什么',
    comma: '，',
    hello: '您好',
    pass: citizenTexts.notes.pass,
    level: '当前级别',
    signInLead: '账号登录、短信登录、扫码登录',
    signOutLead: '退出登录，继续使用本机',
    needsNetwork: '需要联网',
  },
} as const
