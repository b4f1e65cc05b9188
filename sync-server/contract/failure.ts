import { appealFailures } from './appeal-failures.ts'
import { cardFailures } from './card-failures.ts'
import { consentFailures } from './consent-failures.ts'
import { consoleFailures } from './console-failures.ts'
import { deviceFailures } from './device-failures.ts'
import { again, type FailureRow, row } from './failure-row.ts'
import { faceFailures } from './face-failures.ts'
import { identityFailures } from './identity-failures.ts'
import type { AssuranceLevel } from './level.ts'
import { recordFailures } from './record-failures.ts'
import { ticketFailures } from './ticket-failures.ts'

export type { FailureRow } from './failure-row.ts'

const documentFailures = {
  'document.number-invalid': row(422, '证件号码不符合编码规则', '请核对证件；不能办理时请联系证件签发机关'),
  'document.birth-date-differs': row(422, '证件号码与出生日期不一致', '请核对证件；不能办理时请联系证件签发机关'),
  'document.sex-differs': row(422, '证件号码与性别不一致', '请核对证件；不能办理时请联系证件签发机关'),
  'document.date-invalid': row(422, '证件上的日期有误', '请核对证件；不能办理时请联系证件签发机关'),
  'document.not-yet-valid': row(422, '证件还未到生效日期', '请在证件生效后办理'),
  'document.expired': row(422, '证件已过有效期', '请先换领新证件，再来办理'),
  'document.text-invalid': row(422, '证件文字无法识别', '请重新读卡；仍不能识别请走人工核验'),
  'document.bound-elsewhere': row(409, '该证件已绑定其他账号', '请核对账号；可办理换绑，或提交人工申诉'),
  'document.differs-from-account': row(409, '证件与账号已有的实名信息不一致', '请核对是否选错账号；确需更换请办理换绑'),
} as const satisfies Record<string, FailureRow>

const staffFailures = {
  'staff.sign-in-failed': row(401, '工号或密码不正确', '请核对后重新输入'),
  'staff.too-many-tries': again(429, '输错次数过多，请稍后再试', '请等待倒计时结束；忘记密码请联系管理员'),
  'staff.offline-not-possible': row(
    403,
    '本机离线，且您的离线登录资格没有或已过期',
    '请联网后登录一次，或请当班同事办理',
  ),
  'staff.session-expired': row(401, '登录已过期', '请重新登录'),
  'staff.not-allowed': row(403, '您的岗位不能办理此项', '请由有权限的工作人员办理'),
  'staff.same-person': row(409, '双人核验须由另一名工作人员完成', '请另一名值班长登录'),
  'staff.disabled': row(403, '该工号已停用', '请联系管理员'),
} as const satisfies Record<string, FailureRow>

const accountFailures = {
  'account.not-found': row(404, '没有找到账号', '请核对输入，或为群众新开账号'),
  'account.phone-taken': row(409, '该手机号已有账号', '请直接登录或查找该账号；也可换一个手机号码'),
  'account.username-taken': row(409, '该用户名已被使用', '请换一个用户名'),
  'account.email-taken': row(409, '该邮箱已绑定其他账号', '请换一个邮箱地址'),
  'account.frozen': row(403, '该账号已冻结', '请联系平台客服 400-056-0066'),
} as const satisfies Record<string, FailureRow>

/** What a citizen may have typed wrongly: beside the field, before and after. */
const fieldFailures = {
  'field.empty': row(422, '请填写这一项', '填写后再继续'),
  'username.invalid': row(422, '用户名不符合规则', '请用 6~20 个字符，第一位是字母，只含字母和数字'),
  'phone.invalid': row(422, '手机号码不正确', '请输入 11 位手机号码'),
  'phone.unchanged': row(422, '新手机号码与原号码相同', '请输入新的手机号码'),
  'account-name.invalid': row(422, '账户名不符合规则', '请输入用户名、手机号或身份证号'),
  'password.invalid': row(422, '密码不符合规则', '请用 6-20 个字符，由字母或字母和数字组成'),
  'password.common': row(422, '这个密码太常见，容易被人猜到', '请换一个只有您知道的密码'),
  'password.like-account': row(422, '密码与用户名或手机号太像', '请换一个与账号无关的密码'),
  'password.unchanged': row(422, '新密码与旧密码相同', '请换一个新的密码'),
  'password.differs': row(422, '两次输入的密码不一致', '请重新输入一遍'),
  'password.wrong': row(422, '旧密码不正确', '请重新输入；忘记密码可用“找回密码”'),
  'agreement.not-accepted': row(422, '请先阅读并同意《用户协议》', '阅读后勾选，再继续注册'),
  'email.invalid': row(422, '邮箱地址不正确', '请核对，例如 name@example.com'),
  'name.invalid': row(422, '姓名填写不正确', '请按证件上的姓名填写'),
} as const satisfies Record<string, FailureRow>

/** Signing in through somebody else's account (manual 1.2.1), and the links that it needs. */
const thirdPartyFailures = {
  'third-party.unknown': row(404, '没有开通这种登录方式', '请改用账号登录或短信登录'),
  'third-party.cancelled': row(403, '您取消了授权', '可以重新授权，也可改用账号登录或短信登录'),
  'third-party.expired': row(410, '这次授权已过期或已用过', '请返回登录页重新开始'),
  'third-party.other-browser': row(403, '这次授权不是在本浏览器中开始的', '请在本浏览器中返回登录页重新开始'),
  'third-party.unavailable': again(503, '第三方平台暂时连不上，不是您的问题', '请稍候再试，也可改用账号登录或短信登录'),
  'third-party.refused': row(502, '第三方平台没有确认您的身份', '请重新授权；仍不行请改用账号登录或短信登录'),
  'third-party.untrusted': row(502, '第三方平台的答复未通过验证，已停止登录', '请改用账号登录或短信登录，或到窗口办理'),
  'link.sign-in-again': row(403, '绑定前需要重新登录', '请用密码或短信验证码重新登录，再绑定'),
  'link.taken': row(409, '该第三方账号已绑定其他账号', '请用它直接登录，或先在原账号中解绑'),
  'link.provider-taken': row(409, '您的账号已绑定该平台的另一个账号', '请先在个人中心解绑，再重新绑定'),
  'link.only-way': row(409, '这是您登录账号的唯一方式，不能解绑', '请先绑定手机号码或设置密码，或到窗口办理'),
} as const satisfies Record<string, FailureRow>

/** 换绑 and 解绑 (manual 1.3.3). */
const identityLifeFailures = {
  'document.not-bound': row(409, '您的账号还没有实名认证', '请先办理实名认证，不需要换绑或解绑'),
  'document.same-as-bound': row(409, '这就是您的账号已认证的证件', '不需要换绑；要更换请填写新的证件'),
  'document.free-again': row(409, '该证件已不在其他账号中', '请返回，重新办理实名认证'),
} as const satisfies Record<string, FailureRow>

/** Codes, sign-in and what stands behind them; unknown and known accounts get the same words. */
const accessFailures = {
  'captcha.invalid': row(422, '请输入图形验证码', '按图片输入 4 位数字'),
  'captcha.wrong': row(422, '图形验证码不正确', '已换一张新图，请重新输入'),
  'captcha.expired': row(422, '图形验证码已过期', '已换一张新图，请重新输入'),
  'captcha.needed': row(422, '请先填写图形验证码', '图形验证码通过后才能获取验证码'),
  'code.invalid': row(422, '验证码是 6 位数字', '请按短信或邮件中的数字输入'),
  'code.not-sent': row(422, '还没有获取验证码', '请先点“获取验证码”'),
  'code.wrong': row(422, '验证码不正确', '请核对后重新输入'),
  'code.expired': row(422, '验证码已过期', '请重新获取验证码'),
  'code.used': row(422, '验证码已用过', '请重新获取验证码'),
  'code.too-soon': again(429, '验证码刚刚发过', '请等倒计时结束后再获取'),
  'code.too-many-sent': again(429, '今天获取验证码的次数已达上限', '请改日再试，或到窗口办理'),
  'code.too-many-tries': again(429, '验证码输错次数过多', '请过一会儿重新获取；急需办理请到窗口'),
  'message.not-delivered': again(503, '验证码暂时发不出去，不是您的问题', '请稍候再获取一次，或到窗口办理'),
  'sign-in.failed': row(401, '账号或密码不正确', '请核对后重新输入；忘记密码可用“找回密码”'),
  'sign-in.too-many-tries': again(429, '输错次数过多，请稍后再试', '请等待倒计时结束；也可用短信登录'),
  'session.expired': row(401, '登录已过期', '请重新登录'),
  'appointment.not-found': row(404, '没有这个预约号', '请核对 9 位预约号，或改用手机号、身份证查找账号'),
  'appointment.not-needed': row(409, '您已完成现场认证', '不需要再预约，可直接办理业务'),
  'appointment.expired': row(410, '预约已过期', '请改用手机号或身份证查找账号，照常办理'),
  'flow.gone': row(404, '这次办理已结束或已过期', '请返回首页重新开始'),
  'flow.unknown': row(404, '没有这项业务', '请返回首页'),
  'service.unknown': row(404, '没有这项服务', '请返回办事目录重新选择'),
  'level.not-signed-in': row(401, '这项服务需要登录', '请先登录或注册，完成后自动返回这项服务'),
  'level.too-low': row(403, '您的认证级别还不能办理这项服务', '请选一种认证方式，完成后自动返回；也可到窗口办理'),
  'service.unreachable': again(503, '暂时连不上服务，不是您的问题', '您填写的内容还在，请稍候再试；急需办理请到窗口'),
} as const satisfies Record<string, FailureRow>

const kioskFailures = {
  'kiosk.not-enrolled': row(401, '本机尚未登记', '请管理员用一次性登记码登记本机'),
  'kiosk.enrolment-code-invalid': row(403, '登记码无效或已使用', '请管理员重新签发登记码'),
  'kiosk.revoked': row(403, '本机已被停用', '请联系管理员'),
  'kiosk.signature-invalid': row(401, '请求签名无效', '请核对本机时间；仍不行请管理员重新登记本机'),
  'kiosk.clock-differs': row(401, '本机时间与服务器相差过大', '请校准本机时间'),
  'kiosk.disk-full': row(507, '本机存储空间不足，暂停受理', '已受理的记录都在；请管理员清理空间'),
  'kiosk.database-damaged': row(500, '本机数据库损坏，已封存并启用新库', '已受理的记录仍会上传；请联系管理员'),
  'kiosk.offline-too-long': row(503, '本机离线时间过长，暂停受理', '已受理的记录都在；请尽快恢复网络'),
  'server.unreachable': again(503, '暂时连不上服务器', '可继续离线受理，联网后自动补传'),
  'server.busy': again(503, '服务繁忙', '请稍候，系统会自动重试'),
  'server.key-mismatch': row(502, '服务器身份与本机登记不符，已停止上传', '请勿继续，立即联系管理员'),
  'server.internal': again(500, '服务出了问题，您的操作没有生效', '请稍后再试；反复出现请报告编号'),
  'request.invalid': row(400, '提交的内容不符合要求', '请核对后重新提交'),
  'request.not-found': row(404, '没有这个地址', '请返回首页'),
  'request.too-large': row(413, '提交的内容过大', '请减少内容后重新提交'),
} as const satisfies Record<string, FailureRow>

/** Every failure by its stable code. */
export const failures = {
  ...deviceFailures,
  ...documentFailures,
  ...staffFailures,
  ...accountFailures,
  ...fieldFailures,
  ...identityFailures,
  ...accessFailures,
  ...thirdPartyFailures,
  ...ticketFailures,
  ...identityLifeFailures,
  ...appealFailures,
  ...cardFailures,
  ...consentFailures,
  ...consoleFailures,
  ...faceFailures,
  ...kioskFailures,
  ...recordFailures,
} as const

export type FailureCode = keyof typeof failures

/** Narrows a text from outside to a known code. */
export function isFailureCode(text: string): text is FailureCode {
  return Object.hasOwn(failures, text)
}

/** What crosses a process border when something failed: the code, and for the log which incident it was. */
export interface Failure {
  readonly code: FailureCode
  readonly incident?: string
  /** Whole seconds until another try makes sense, where that is known. */
  readonly retryAfterS?: number
  /** The level that would have been enough. */
  readonly requiredLevel?: AssuranceLevel
}

/** RFC 9457 problem document as the server answers it; `code` is stable, `title` is meant for people. */
export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: FailureCode
  readonly incident?: string
  readonly retryAfterS?: number
  readonly requiredLevel?: AssuranceLevel
}

/** Builds the problem document of a failure; it never carries a stack, a path or personal data. */
export function problemOf(failure: Failure): ProblemDocument {
  const { status, title, action } = failures[failure.code]
  return { type: `urn:hall:problem:${failure.code}`, title, status, detail: action, ...failure }
}

/** The one error class for expected failures outside native/: carries a catalogue code, keeps its cause. */
export class Problem extends Error {
  readonly code: FailureCode
  readonly retryAfterS: number | undefined
  readonly requiredLevel: AssuranceLevel | undefined
  constructor(
    code: FailureCode,
    options: { cause?: unknown; retryAfterS?: number; requiredLevel?: AssuranceLevel } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.retryAfterS = options.retryAfterS
    this.requiredLevel = options.requiredLevel
  }
}
