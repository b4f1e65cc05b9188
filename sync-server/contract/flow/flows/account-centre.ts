import type { RegisterForm } from '../check-kinds.ts'
import { exit, type Flow, to } from '../language.ts'
import { onlineRow } from '../online-kinds.ts'
import { appealOpened, claimed, claimRows, elsewhereRows } from './identity.ts'

const ofCitizen = { version: 1, runs: 'server', needs: 'citizen' } as const

/** 修改密码 (manual 1.6.1). Every other session of the account ends. */
export const changePassword: Flow = {
  ...ofCitizen,
  id: 'change-password',
  title: '修改密码',
  steps: [onlineRow('verify-phone', {}), onlineRow('change-password', {})],
  end: { page: 'password-changed' },
}

/** 修改手机号 (manual 1.6.2): the old number first, then the new one; an account has exactly one. */
export const rebindPhone: Flow = {
  ...ofCitizen,
  id: 'rebind-phone',
  title: '修改手机号',
  steps: [onlineRow('verify-phone', {}), onlineRow('bind-phone', {})],
  end: { page: 'phone-bound' },
}

/** 绑定邮箱 (manual 1.7), with the code that its text asks for. */
export const bindEmail: Flow = {
  ...ofCitizen,
  id: 'bind-email',
  title: '绑定邮箱',
  steps: [onlineRow('verify-phone', {}), onlineRow('bind-email', {})],
  end: { page: 'email-bound' },
}

/** 设置民族 (manual 1.8). */
export const setEthnicGroup: Flow = {
  ...ofCitizen,
  id: 'set-ethnic-group',
  title: '设置民族',
  steps: [onlineRow('set-ethnic-group', {})],
  end: { page: 'ethnic-group-set' },
}

/** 实名认证 to L2 (manual 1.3.1), as 个人中心 offers it: the same step as in registration, after the phone was proved. */
export const verifyRealName: Flow = {
  ...ofCitizen,
  id: 'verify-real-name',
  title: '实名认证',
  steps: [onlineRow('verify-phone', {}), ...claimRows(exit('cancelled'))],
  end: { page: 'real-name-verified', instead: [appealOpened] },
}

/** A way to a level that asks an outside register, once the phone was proved (manual 1.3). */
const byRegister = (kind: RegisterForm, title: string): Flow => ({
  ...ofCitizen,
  id: `verify-${kind}`,
  title,
  steps: [onlineRow('verify-phone', {}), onlineRow(kind, { isRevisable: true, on: claimed }), ...elsewhereRows],
  end: { page: kind === 'bank-card' ? 'bank-card-verified' : 'real-name-verified', instead: [appealOpened] },
})

/** 社保, 公积金, 驾照, 支付宝 to L2, and the four elements of a bank card to L3 (manual 1.3.1, 1.3.2.2). */
export const registerChecks: readonly Flow[] = [
  byRegister('social-security', '社保认证'),
  byRegister('housing-fund', '公积金认证'),
  byRegister('driving-licence', '驾照认证'),
  byRegister('alipay', '支付宝认证'),
  byRegister('bank-card', '银行卡认证'),
]

/** What to know and to bring, and a number that opens the account at any counter. */
const bookingRows = [
  onlineRow('ask-document-validity', { on: { expired: exit('done') } }),
  onlineRow('show-appointment', {}),
]
const expiredDocument = { step: 'ask-document-validity', outcome: 'expired', page: 'renew-document-first' } as const

/** 人脸识别认证 to L3 on the citizen's own phone (manual 1.3.2.1); 改到现场办 always stands beside it. */
export const verifyFace: Flow = {
  ...ofCitizen,
  id: 'verify-face',
  title: '人脸识别认证',
  steps: [
    onlineRow('verify-phone', {}),
    onlineRow('face-on-phone', { on: { verified: exit('done'), 'in-person': to('ask-document-validity') } }),
    ...bookingRows,
  ],
  end: {
    page: 'face-verified',
    instead: [expiredDocument, { step: 'show-appointment', outcome: 'seen', page: 'appointment-made' }],
  },
}

/** 设置信息安全密码, and its change by whoever knows the old one. */
export const setSecurityPassword: Flow = {
  ...ofCitizen,
  id: 'set-security-password',
  title: '信息安全密码',
  steps: [onlineRow('verify-phone', {}), onlineRow('set-security-password', {})],
  end: { page: 'security-password-set' },
}

/** 账号注销 (manual 1.5): the owner proves the phone, reads the consequences, and decides there. */
export const deregisterAccount: Flow = {
  ...ofCitizen,
  id: 'deregister-account',
  title: '账号注销',
  steps: [
    onlineRow('verify-phone', {}),
    onlineRow('confirm-deregistration', { on: { erased: exit('done'), kept: exit('cancelled') } }),
  ],
  end: {
    page: 'account-closing',
    instead: [{ step: 'confirm-deregistration', outcome: 'erased', page: 'account-closed' }],
  },
}

/** 预约现场认证. */
export const bookInPerson: Flow = {
  ...ofCitizen,
  id: 'book-in-person',
  title: '办事大厅现场认证预约',
  steps: bookingRows,
  end: { instead: [expiredDocument] },
}
