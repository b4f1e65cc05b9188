import { again, type FailureRow, row } from './failure-row.ts'

/** An outside register knows something else; that it was asked says nothing about which part differs. */
const mismatch = (register: string): FailureRow =>
  row(422, `填写的内容与${register}信息不一致`, '请核对后重新提交，也可换一种认证方式或到窗口办理')

/** What registers and the forms that ask them may come to; another way, or a counter, is always left. */
export const identityFailures = {
  'date.invalid': row(422, '没有这一天', '请按证件上的日期输入 8 位数字，例如 20180606'),
  'date.out-of-order': row(422, '失效日期应在生效日期之后', '请核对证件上的有效期限'),
  'bank-card.number-invalid': row(422, '银行卡号不正确', '请核对卡面上的 16 至 19 位数字'),
  'bank-card.credit': row(
    422,
    '提示：仅支持借记卡认证，暂不支持信用卡',
    '请换一张本人的借记卡，或改用其他认证方式、到窗口办理',
  ),
  'social-card.number-invalid': row(422, '社会保障卡卡号不正确', '请核对卡面上的 9 位卡号，由数字和大写字母组成'),
  'fund-account.invalid': row(422, '公积金账号不正确', '请核对个人公积金账号，6 至 20 位数字'),
  'licence-file.invalid': row(422, '档案编号不正确', '请核对驾驶证副页上的 12 位档案编号'),
  'payment-account.invalid': row(422, '支付宝账号不正确', '请输入登录支付宝用的手机号码或邮箱'),
  'social-security.mismatch': mismatch('社保'),
  'housing-fund.mismatch': mismatch('公积金'),
  'driving-licence.mismatch': mismatch('驾驶证'),
  'alipay.mismatch': mismatch('支付宝实名'),
  'bank-card.mismatch': mismatch('银行卡预留'),
  'authority.unavailable': again(
    503,
    '核验单位暂时没有答复，不是您的问题',
    '您填写的内容还在，请稍候再试，也可换一种认证方式或到窗口办理',
  ),
  'identity.mismatch': row(422, '姓名与身份证号不匹配', '请核对后重新提交'),
  'identity.number-differs': row(422, '身份证号与实名认证的号码不一致', '请核对后重新输入'),
  'identity.too-many-tries': again(429, '核对次数过多，请稍后再试', '请等待倒计时结束，或先选“暂不认证”'),
  'identity.register-unavailable': again(503, '实名信息库暂时连不上，不是您的问题', '请稍候再试，或先选“暂不认证”'),
} as const satisfies Record<string, FailureRow>
