import { again, row } from './failure-row.ts'

/** 人脸识别认证 and what it gives; a counter, where nobody's face is needed, is always a way on. */
export const faceFailures = {
  'face.consent-needed': row(409, '还没有同意使用人脸信息', '请先阅读并同意，或在大厅屏幕上选“改到现场办”'),
  'face.real-name-needed': row(409, '还没有填写实名信息', '请先填写实名信息，再进行人脸识别'),
  'face.attempt-expired': row(410, '这次采集已过期或已提交过', '请重新采集'),
  'face.picture-invalid': row(422, '照片不能使用', '请重新采集；仍不行请改到现场办'),
  'face.picture-replayed': row(409, '这张照片已提交过', '请对着摄像头重新采集'),
  'face.not-live': row(422, '没有按提示完成动作', '请按提示慢慢做动作；不方便做动作请改到现场办'),
  'face.unclear': row(422, '照片不够清楚，不能确认是本人', '请到光线均匀处重新采集；也可改到现场办'),
  'face.no-match': row(422, '人脸与登记的照片不一致', '请本人重新采集；仍不一致请改到现场办'),
  'face.no-photo': row(422, '登记单位没有您的照片，不能比对', '请改用银行卡认证，或改到现场办'),
  'face.register-unavailable': again(
    503,
    '比对单位暂时没有答复，不是您的问题',
    '这次不计入次数，请稍候重新采集；也可改到现场办',
  ),
  'face.tries-used-up': row(403, '人脸识别次数已用完', '请改用银行卡认证，或改到现场办'),
  'face.too-many-today': again(429, '今天人脸识别的次数已达上限', '请改日再试，或改到现场办'),
  'electronic-id.needed': row(403, '还没有电子身份证', '请先完成人脸识别认证'),
  'security-password.invalid': row(422, '信息安全密码是 6 位数字', '请输入 6 位数字'),
  'security-password.common': row(422, '这个密码太容易被人猜到', '请不要用连续、重复的数字'),
  'security-password.like-owner': row(422, '密码与您的手机号、证件号或生日太像', '请换 6 位与您无关的数字'),
  'security-password.differs': row(422, '两次输入的密码不一致', '请重新输入一遍'),
  'security-password.wrong': row(422, '原信息安全密码不正确', '请重新输入；忘记了可重新进行人脸识别认证后设置'),
  'security-password.unchanged': row(422, '新密码与原密码相同', '请换 6 位新的数字'),
} as const
