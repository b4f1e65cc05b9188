import { Type, type Static } from 'typebox'
import { AssuranceLevel, levelName } from './level.ts'
import { LookUpReason, lookUpReasons } from './look-up-reason.ts'
import { object } from './shape.ts'
import { Instant, Uuid } from './staff.ts'
import { ThirdPartyProvider, thirdParties } from './third-party.ts'
import { HOTLINE } from './user-agreement.ts'

/** What a notice is about besides its kind; codes only, nothing of the person. */
export const NoticeDetail = object({
  level: Type.Optional(AssuranceLevel),
  provider: Type.Optional(ThirdPartyProvider),
  appeal: Type.Optional(Type.String({ maxLength: 12 })),
  /** Name of a service. */
  service: Type.Optional(Type.String({ maxLength: 40 })),
  reason: Type.Optional(LookUpReason),
})
export type NoticeDetail = Static<typeof NoticeDetail>

interface NoticeRow {
  readonly title: string
  readonly text: (detail: NoticeDetail) => string
}
const level = ({ level: id }: NoticeDetail): string => (id === undefined ? '' : levelName[id])
const party = ({ provider }: NoticeDetail): string => (provider === undefined ? '第三方' : thirdParties[provider].name)

/** Everything that an account's owner is told about, in the owner's words. */
export const noticeKinds = {
  'level-changed': { title: '认证级别已变更', text: (of) => `您的账号认证级别现为${level(of)}。` },
  'phone-changed': { title: '手机号码已修改', text: () => '您的账号绑定的手机号码已修改。' },
  'password-changed': { title: '登录密码已修改', text: () => '您的账号登录密码已修改，其他设备已退出登录。' },
  'document-unbound': { title: '实名信息已解绑', text: () => '您的账号已解绑实名信息，认证级别已失效。' },
  'document-rebound': { title: '实名信息已换绑', text: () => '您的账号已更换为新的实名信息。' },
  'document-moved-away': {
    title: '实名信息已转出',
    text: () => '您的账号的实名信息已认证到另一账号，本账号不再有实名信息，已退出登录。',
  },
  'electronic-id-issued': {
    title: '电子身份证已发放',
    text: () => '您的账号已完成人脸识别认证，电子身份证已发放，可在个人中心查看。',
  },
  'security-password-set': { title: '信息安全密码已设置', text: () => '您的账号的信息安全密码已设置或修改。' },
  'third-party-linked': { title: '已绑定第三方账号', text: (of) => `您的账号已绑定${party(of)}，可用它登录。` },
  'third-party-unlinked': { title: '已解绑第三方账号', text: (of) => `您的账号已解绑${party(of)}。` },
  'service-authorised': {
    title: '已授权服务',
    text: ({ service }) => `您已授权“${service ?? '服务'}”读取您的信息，可在个人中心“我的授权”中取消。`,
  },
  'account-closing': { title: '注销申请已受理', text: () => '您的账号已申请注销，冷静期内重新登录可以撤销。' },
  'account-closed': { title: '账号已注销', text: () => '您的账号已注销，实名信息已删除。' },
  'appeal-opened': {
    title: '申诉已受理',
    text: ({ appeal }) => `您的申诉${appeal ?? ''}已受理，可在个人中心查看进度。`,
  },
  'appeal-decided': {
    title: '申诉已答复',
    text: ({ appeal }) => `您的申诉${appeal ?? ''}已有答复，请在个人中心查看。`,
  },
  'account-looked-up': {
    title: '有人查看过您的信息',
    text: ({ reason }) =>
      `平台管理员${reason === undefined ? '' : `因“${lookUpReasons[reason]}”`}查看过您的账号，信息均已脱敏。`,
  },
  'account-frozen': { title: '账号已冻结', text: () => '您的账号已冻结，所有设备已退出登录，暂不能登录。' },
  'account-unfrozen': { title: '账号已解冻', text: () => '您的账号已解冻，可以重新登录。' },
  'recovery-suggested': {
    title: '请重设登录密码',
    text: () =>
      '平台工作人员提醒您重设登录密码：请在办事大厅终端或登录页选择“忘记密码”，按提示办理。工作人员不会向您索要密码或验证码。',
  },
} as const satisfies Record<string, NoticeRow>
export type NoticeKind = keyof typeof noticeKinds
export const NoticeKind = Type.Enum(Object.keys(noticeKinds) as NoticeKind[])

/** What the owner reads, in 消息通知 and in the text message alike. */
export function noticeText(kind: NoticeKind, detail: NoticeDetail): string {
  const row: NoticeRow = noticeKinds[kind]
  return row.text(detail)
}

/** The same as a text message, with what to do when it was somebody else. */
export function noticeMessage(kind: NoticeKind, detail: NoticeDetail): string {
  return `${noticeText(kind, detail)}不是您本人操作请立即拨打 ${HOTLINE}。`
}

/** A notice as its owner sees it. */
export const NoticeView = object({
  noticeId: Uuid,
  kind: NoticeKind,
  title: Type.String({ maxLength: 40 }),
  text: Type.String({ maxLength: 120 }),
  at: Instant,
  isRead: Type.Boolean(),
})
export type NoticeView = Static<typeof NoticeView>
