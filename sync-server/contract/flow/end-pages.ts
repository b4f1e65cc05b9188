/** Where a button of an end page leads. */
export type Destination = 'home' | 'account' | 'sign-in'

/** What a citizen reads when a flow has ended well; the manual's words. */
export interface EndPageRow {
  readonly title: string
  readonly lead: string
  readonly next: readonly [Destination, ...Destination[]]
  /** Seconds after which the first destination is opened by itself. */
  readonly returnAfterS?: number
  /** Nobody is signed in any more. */
  readonly signsOut?: true
}

/** The last page of every flow that has one. */
export const endPages = {
  registered: {
    title: '注册成功',
    lead: '您已登录。可以进入网上办事大厅首页办理业务，或到个人中心查看、修改个人信息。',
    next: ['home', 'account'],
  },
  'registered-and-verified': {
    title: '认证成功',
    lead: '恭喜您认证成功！您已登录，可以进入网上办事大厅首页，或前往个人中心。',
    next: ['home', 'account'],
  },
  'real-name-verified': {
    title: '认证成功',
    lead: '恭喜您认证成功！您可以点击前往个人中心。',
    next: ['account', 'home'],
  },
  'bank-card-verified': {
    title: '银行卡认证成功',
    lead: '您可以办理重要业务，也可以前往个人中心。',
    next: ['account', 'home'],
  },
  'face-verified': {
    title: '人脸识别认证成功',
    lead: '电子身份证已发放，可在个人中心查看、设置信息安全密码，也可以享受服务。（演示算法 – 未经认证）',
    next: ['account', 'home'],
  },
  'security-password-set': {
    title: '设置成功',
    lead: '请牢记您的信息安全密码，不要告诉他人。',
    next: ['account', 'home'],
  },
  'appointment-made': {
    title: '预约成功',
    lead: '请在预约有效期内带上证件原件到窗口办理，不需要人脸识别。',
    next: ['account', 'home'],
  },
  'document-unbound': {
    title: '解绑成功',
    lead: '当前账号已无实名认证信息，您已退出登录。页面将返回登录页面。',
    next: ['sign-in', 'home'],
    returnAfterS: 7,
    signsOut: true,
  },
  'document-rebound': {
    title: '换绑成功',
    lead: '当前用户身份已变更为新认证的用户身份信息，其他设备已退出登录。',
    next: ['account', 'home'],
  },
  'appeal-opened': {
    title: '申诉已受理',
    lead: '处理进度和答复在个人中心“人工申诉”查看，答复时也会发短信通知您。',
    next: ['account', 'home'],
  },
  'password-set': { title: '设置成功，请牢记新的登录密码', lead: '您可以立即登录', next: ['sign-in'] },
  'password-changed': {
    title: '修改成功 请牢记新密码！',
    lead: '页面将在7秒后跳转个人中心首页，您也可以点击前往',
    next: ['account'],
    returnAfterS: 7,
  },
  'phone-bound': {
    title: '设置成功，请牢记您的手机号码！',
    lead: '您可以点击前往首页或个人中心',
    next: ['account', 'home'],
  },
  'email-bound': { title: '设置成功', lead: '邮箱已绑定，您可以点击前往首页或个人中心', next: ['account', 'home'] },
  'ethnic-group-set': { title: '修改成功', lead: '民族已保存', next: ['account'], returnAfterS: 7 },
  'account-closing': {
    title: '注销申请已受理',
    lead: '您已退出登录。冷静期内重新登录可以撤销；冷静期满后账号和实名信息自动删除，不能恢复。',
    next: ['home'],
    signsOut: true,
  },
  'account-closed': {
    title: '账号已注销',
    lead: '您已退出登录。账号和实名信息已删除，手机号码与实名信息可以重新注册。',
    next: ['home'],
    signsOut: true,
  },
  'renew-document-first': {
    title: '请先换领证件',
    lead: '过期的证件不能用于现场认证。请先到公安机关换领新证件，拿到新证件后再来办理；换领期间其他业务不受影响。',
    next: ['account', 'home'],
  },
  'account-restored': { title: '已撤销注销', lead: '账号恢复正常，您已登录。', next: ['home', 'account'] },
} as const satisfies Record<string, EndPageRow>

export type EndPage = keyof typeof endPages

/** Whether nobody is signed in any more once this page stands there. */
export function signsOut(page: EndPage | undefined): boolean {
  const row: EndPageRow | undefined = page && endPages[page]
  return row?.signsOut === true
}

/** The words on the buttons. */
export const destinationName: Readonly<Record<Destination, string>> = {
  home: '首页',
  account: '个人中心',
  'sign-in': '立即登录',
}
