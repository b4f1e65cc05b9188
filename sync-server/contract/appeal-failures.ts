import { again, type FailureRow, row } from './failure-row.ts'

/** 人工申诉 (manual 1.1): for whoever appeals, and for staff who deal with it. */
export const appealFailures = {
  'appeal.already-open': row(409, '您有一件申诉正在处理', '请在个人中心“人工申诉”查看，撤回后可以重新提交'),
  'appeal.not-found': row(404, '没有这件申诉', '请核对申诉编号'),
  'appeal.moved-on': row(409, '这件申诉的状态已变更', '请刷新后查看最新状态'),
  'appeal.taken': row(409, '这件申诉已由其他工作人员核对', '列表已更新；需要协助时请联系核对人'),
  'appeal.same-person': row(409, '核对人不能作出处理决定', '请另一名值班长决定'),
  'appeal.account-gone': row(409, '申诉人的账号已停用或注销，不能绑定证件', '请选“不同意”，并在答复中写明原因'),
  'appeal.offline': again(503, '申诉须联网办理，现在连不上服务器', '请待网络恢复后刷新，先核对刚才的操作是否已生效'),
} as const satisfies Record<string, FailureRow>
