import { again, type FailureRow, row } from './failure-row.ts'

/** A sealed record, and the evidence in it: what the server may come to. */
export const recordFailures = {
  'record.damaged': row(422, '记录在传输或保存中损坏', '请保留现场并联系管理员；可请群众重新办理'),
  'record.signature-invalid': row(422, '记录签名无效', '请联系管理员核查本机'),
  'record.conflict': row(409, '同一编号收到过内容不同的记录', '请联系管理员核查本机'),
  'record.out-of-order': again(409, '前面的记录还没有到达', '系统会先补传前面的记录；长时间不动请联系管理员'),
  'record.flow-invalid': row(422, '办理步骤不完整或次序不对', '请重新办理'),
  'evidence.incomplete': row(422, '证据不完整，不能授予认证级别', '请补齐缺少的步骤后重新办理'),
  'evidence.zone-differs': row(422, '证件信息与机读码不一致', '请核对姓名后重新扫描证件办理'),
  'evidence.holder-mismatch': row(422, '人证比对未通过', '请核对是否本人；可走双人核验'),
  'evidence.liveness-unasked': row(422, '所做的动作不是本次要求的', '请重新采集人脸；也可走双人核验'),
  'evidence.face-unclear': row(422, '人脸照片不符合质量要求', '请重新采集人脸；也可走双人核验'),
  'evidence.face-engine-unknown': row(
    422,
    '本机的人脸算法不在允许的范围内',
    '请联系管理员核对算法名称和版本；可走双人核验',
  ),
  'evidence.stale': row(422, '办理时间超出允许的范围', '请重新办理'),
  'evidence.replayed': row(409, '同一次读卡或人脸采集已用于其他办理', '请重新读卡、采集后办理'),
  'evidence.attestation-invalid': row(422, '工作人员的签名无效', '请工作人员重新登录后重新办理'),
} as const satisfies Record<string, FailureRow>
