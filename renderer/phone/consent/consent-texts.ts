/** Every word of 服务授权 and 我的授权 that no row of the contract says; title, lead and 同意授权 are the manual's (1.4). */
export const consentTexts = {
  authorise: {
    title: '服务授权',
    asks: '本服务需要获得以下权限',
    agree: '同意授权',
    decline: '不同意',
    later: '授权后，您随时可在个人中心“我的授权”中取消。',
    signInFirst: '请先登录您的账号，登录后自动回到这里。',
    signIn: '登录',
    register: '注册',
    signInAgain: '这项服务要求您重新登录，登录后自动回到这里。',
    again: '重新登录',
    level: (needed: string) => `这项服务需要${needed}。请选一种认证方式，完成后自动回到这里；也可到窗口办理。`,
    giveUp: '暂不认证，返回服务',
    goingBack: '正在返回服务，请稍候',
  },
  grants: {
    title: '我的授权',
    lead: '您授权过的服务，可随时取消',
    none: '您还没有授权任何服务。',
    grantedAt: (day: string) => `${day} 授权`,
    withdraw: '取消授权',
    sure: (name: string) => `取消后，${name}不能再读取您的信息。再次使用时需要重新授权。`,
    keep: '暂不取消',
  },
} as const
