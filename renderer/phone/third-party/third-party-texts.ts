/** Every word of signing in through third parties that no row of the contract says. */
export const thirdPartyTexts = {
  ways: '其他登录方式',
  landing: {
    title: '第三方登录',
    waiting: '正在确认授权结果，请稍候',
    failed: '没有登录成功',
    toSignIn: '返回登录',
  },
  unlinked: {
    title: '绑定账号',
    lead: (name: string) => `您第一次用${name}登录。请先登录或注册账号，确认后绑定，以后可直接用${name}登录。`,
    who: (name: string, masked: string) => `${name}用户 ${masked}`,
    privacy: '我们不会按姓名或手机号替您选择账号',
    signIn: '登录已有账号',
    register: '注册新账号',
  },
  link: {
    title: '绑定账号',
    lead: (name: string) => `绑定后，可以用${name}登录您的账号。您随时可在个人中心解绑。`,
    confirm: '绑定',
    later: '暂不绑定',
    done: '绑定成功',
    doneLead: (name: string) => `以后可直接用${name}登录`,
    goOn: '进入个人中心',
  },
  closing: {
    title: '账号注销',
    lead: (day: string) => `您的账号正在注销，将于 ${day} 清除。要保留账号吗？`,
    keep: '保留账号并登录',
    leave: '继续注销',
  },
  links: {
    title: '第三方账号',
    linkedAt: (day: string) => `${day} 绑定`,
    none: '未绑定',
    unlink: '解绑',
    link: '去绑定',
    sure: (name: string) => `解绑后不能再用${name}登录，用第三方登录的其他设备会退出。`,
    keep: '暂不解绑',
  },
} as const
