import { ethnicGroupCodes, ethnicGroupName } from '../../sync-server/contract/ethnic-group.ts'
import { endPages, type EndPage } from '../../sync-server/contract/flow/end-pages.ts'
import { deregistrationConsequences, HOTLINE } from '../../sync-server/contract/user-agreement.ts'
import { cardScenes } from './card-scenes.ts'
import { phoneScenes } from './phone-scenes.ts'
import type { Scene } from './scene-parts.ts'
import { soon } from './moments.ts'
import { appealing, atEnd, atStep, captcha, here, known, passed, quiet, sentCode, signedIn } from './terminal-parts.ts'

const groups = ethnicGroupCodes.map((code) => ({ code, name: ethnicGroupName(code)! }))
const ways = [
  { way: 'phone-and-document', maskedPhone: '100****3680', maskedDocumentNumber: '1199************46' },
] as const
const recovery = { maskedAccount: 'b*****0', ways: [...ways], hotline: HOTLINE }
const consequences = [...deregistrationConsequences]
const registering = {
  请输入用户名: 'Abdurexit0Memtili999',
  请输入手机号: '10000009749',
  请输入图形验证码: '7640',
  请设置密码: 'Synthetic2026Longest',
  请再次输入密码: 'Synthetic2026Longest',
}
const centre = { press: ['个人中心'] }
const verify = (more: object) => ({ captcha, maskedPhone: '180****9749', ...more })
const ends = Object.fromEntries(
  (Object.keys(endPages) as EndPage[]).map((page) => [`t-end-${page}`, { view: atEnd(page) }]),
)

/** Every screen of the self-service terminal in every state, by name. */
export const terminalScenes: Readonly<Record<string, Scene>> = {
  ...cardScenes,
  't-attract': { view: quiet },
  't-attract-offline': { view: { ...quiet, network: 'offline' } },
  't-blocked': { view: { ...quiet, blocked: 'kiosk.not-enrolled' } },
  't-welcome': { view: here },
  't-welcome-offline': { view: { ...here, network: 'offline' } },
  't-welcome-staff-called': { view: { ...here, isStaffCalled: true } },
  't-welcome-waiting': { view: here, hangs: true, press: ['登录'] },
  't-welcome-error': { view: here, failure: { code: 'service.unreachable' }, press: ['登录'] },
  't-welcome-signed-in': { view: signedIn },
  't-welcome-known': { view: known },
  't-leave-question': { view: known, press: ['结束并清除'] },
  't-idle-warning': { view: { ...known, idle: { endsAt: soon(14) } } },
  't-directory': { view: here, press: ['办事目录'] },
  't-directory-known': { view: known, press: ['办事目录'] },
  't-directory-sign-in': { view: here, press: ['办事目录', '公积金查询'] },
  't-service-open': {
    view: { ...known, wish: { serviceId: 'housing-fund-balance', isOpen: true, failure: undefined } },
  },
  't-service-sign-in': {
    view: { ...here, wish: { serviceId: 'residence-permit', isOpen: false, failure: { code: 'level.not-signed-in' } } },
  },
  't-service-too-low': {
    view: {
      ...signedIn,
      wish: { serviceId: 'housing-fund-balance', isOpen: false, failure: { code: 'level.too-low' } },
    },
  },
  't-directory-verify': { view: signedIn, press: ['办事目录', '不动产转移登记'] },
  't-sign-in-empty': { view: atStep('sign-in', { captcha }) },
  't-sign-in-filled': {
    view: atStep('sign-in', { captcha }),
    type: { '用户名/手机号/身份证号': 'Abdurexit0Memtili999', 密码: 'Synthetic2026Longest', 请输入图形验证码: '7640' },
  },
  't-sign-in-complaints': { view: atStep('sign-in', { captcha }), press: ['登录'] },
  't-sign-in-error': { view: atStep('sign-in', { captcha }, { failure: { code: 'sign-in.failed' } }) },
  't-sign-in-too-many': {
    view: atStep('sign-in', { captcha }, { failure: { code: 'sign-in.too-many-tries', retryAfterS: 87 } }),
  },
  't-sms-empty': { view: atStep('sign-in-by-sms', { captcha }) },
  't-sms-sent': {
    view: atStep('sign-in-by-sms', { captcha: passed, code: sentCode }),
    type: { 请输入手机号: '10000009749' },
  },
  ...phoneScenes,
  't-restore': { view: atStep('restore-account', { eraseAt: soon(500_000) }) },
  't-register-empty': { view: atStep('register-account', { captcha }) },
  't-register-filled': {
    view: atStep('register-account', { captcha: passed, code: sentCode }),
    type: registering,
  },
  't-register-complaints': { view: atStep('register-account', { captcha }), press: ['注册'] },
  't-register-taken': {
    view: atStep('register-account', { captcha: passed, code: sentCode }),
    type: { ...registering, 请输入短信验证码: '764001' },
    press: ['我已阅读并同意《用户协议》', '注册'],
    then: atStep(
      'register-account',
      { captcha: { ...captcha, captchaId: 'preview-2' }, isCodeSettled: true },
      { failure: { code: 'account.username-taken' } },
    ),
  },
  't-register-agreement': { view: atStep('register-account', { captcha }), press: ['阅读《用户协议》'] },
  't-register-offline': {
    view: atStep(
      'register-account',
      { captcha },
      { failure: { code: 'service.unreachable' }, from: { ...here, network: 'offline' } },
    ),
  },
  't-real-name-empty': { view: atStep('real-name', {}, { from: signedIn }) },
  't-real-name-mismatch': {
    view: atStep('real-name', {}, { failure: { code: 'identity.mismatch' }, from: signedIn }),
    type: { 请输入姓名: '阿卜杜热西提·买买提艾力', 请输入证件号码: '119999199003079961' },
  },
  't-real-name-bound': {
    view: atStep('real-name', {}, { failure: { code: 'document.bound-elsewhere' }, from: signedIn }),
  },
  't-real-name-types': { view: atStep('real-name', {}, { from: signedIn }), press: ['证件类型 中国居民身份证'] },
  't-bank-card': { view: atStep('bank-card', {}, { from: signedIn }) },
  't-bank-card-credit': {
    view: atStep(
      'bank-card',
      { maskedName: '**溪', maskedDocumentNumber: '1199************61', omitted: ['fullName', 'residentIdNumber'] },
      { failure: { code: 'bank-card.credit' }, from: signedIn },
    ),
    type: { 请输入银行卡号: '6225750000000000007' },
  },
  't-social-security': { view: atStep('social-security', {}, { from: signedIn }) },
  't-name-account': { view: atStep('name-account', { captcha }) },
  't-recovery-way': { view: atStep('choose-recovery-way', recovery, { canGoBack: true }) },
  't-verify-phone': {
    view: atStep('verify-phone', verify({ omitted: ['residentIdNumber'] }), { of: 'recover-access', canGoBack: true }),
  },
  't-verify-document': {
    view: atStep('verify-phone', verify({ captcha: passed, code: sentCode }), {
      of: 'recover-access',
      canGoBack: true,
    }),
  },
  't-set-password': { view: atStep('set-password', {}) },
  't-change-password': {
    view: atStep('change-password', {}, { from: known, failure: { code: 'password.wrong' } }),
  },
  't-bind-phone': { view: atStep('bind-phone', { captcha }, { from: known }) },
  't-bind-email': { view: atStep('bind-email', { captcha }, { from: known }) },
  't-ethnic-group': { view: atStep('set-ethnic-group', { current: '29', groups }, { from: known }) },
  't-deregister': {
    view: atStep('confirm-deregistration', { consequences, coolingOffDays: 7, hotline: HOTLINE }, { from: known }),
  },
  't-account': { view: signedIn, ...centre },
  't-account-known': { view: known, ...centre },
  't-account-appeals': { view: appealing, ...centre },
  't-account-offline': { view: { ...known, network: 'offline' }, failure: { code: 'service.unreachable' }, ...centre },
  ...ends,
}
