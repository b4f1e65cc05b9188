import { Type, type Static } from 'typebox'
import { Sex } from './document/index.ts'
import { ElectronicIdView } from './electronic-id.ts'
import { AssuranceLevel } from './level.ts'
import { object, oneOf } from './shape.ts'
import { Instant, Uuid } from './staff.ts'

/** How somebody proved to be the owner of an account when a session began. */
export const AuthenticationMethod = oneOf('password', 'sms', 'registration', 'qr', 'third-party', 'card')
export type AuthenticationMethod = Static<typeof AuthenticationMethod>

/** A session as its owner sees it in the list of places where the account is signed in. */
export const SessionView = object({
  sessionId: Uuid,
  isCurrent: Type.Boolean(),
  /** Hall where it began; absent elsewhere. */
  place: Type.Optional(Type.String({ maxLength: 120 })),
  method: AuthenticationMethod,
  level: AssuranceLevel,
  startedAt: Instant,
  expiresAt: Instant,
})
export type SessionView = Static<typeof SessionView>

/** The caller's own session: besides, by which ways the level was achieved (ids of `verificationWays`). */
export const CurrentSession = object({
  ...SessionView.properties,
  verifiedBy: Type.Array(Type.String({ maxLength: 40 })),
})
export type CurrentSession = Static<typeof CurrentSession>

/** 个人中心 (manual 1.6): everything masked by the server, except the user's own name for the account. */
export const AccountCentre = object({
  username: Type.Optional(Type.String({ maxLength: 20 })),
  maskedPhone: Type.Optional(Type.String({ maxLength: 20 })),
  maskedEmail: Type.Optional(Type.String({ maxLength: 100 })),
  sex: Type.Optional(Sex),
  ethnicGroup: Type.Optional(Type.String({ maxLength: 20 })),
  level: AssuranceLevel,
  maskedName: Type.Optional(Type.String({ maxLength: 60 })),
  maskedDocumentNumber: Type.Optional(Type.String({ maxLength: 30 })),
  electronicId: Type.Optional(ElectronicIdView),
  /** Whether 信息安全密码 was set; said only of whoever has an electronic ID. */
  hasSecurityPassword: Type.Optional(Type.Boolean()),
  /** Ids of the ways (see `verificationWays`) by which the account was verified. */
  verifiedBy: Type.Array(Type.String({ maxLength: 40 })),
})
export type AccountCentre = Static<typeof AccountCentre>

/** 认证信息: every way to a level, in the manual's words; the state of each comes with the account. */
export const verificationWays = {
  'real-name': { level: 'L2', title: '实名认证', lead: '验证身份证实名信息', opens: '可享受政务信息查询服务' },
  'social-security': {
    level: 'L2',
    title: '社保认证',
    lead: '验证本人的社会保障卡信息',
    opens: '可享受政务信息查询服务',
  },
  'housing-fund': {
    level: 'L2',
    title: '公积金认证',
    lead: '验证本人的住房公积金信息',
    opens: '可享受政务信息查询服务',
  },
  'driving-licence': {
    level: 'L2',
    title: '驾照认证',
    lead: '验证本人的机动车驾驶证信息',
    opens: '可享受政务信息查询服务',
  },
  alipay: { level: 'L2', title: '支付宝认证', lead: '验证支付宝实名信息', opens: '可享受政务信息查询服务' },
  'bank-card': {
    level: 'L3',
    title: '银行卡认证',
    lead: '高效验证本人的银行卡信息',
    opens: '额外享受重要业务办理服务',
  },
  face: {
    level: 'L3',
    title: '人脸识别认证',
    lead: '通过人脸比对的手段核实用户的真实身份',
    opens: '额外享受重要业务办理服务',
  },
  'in-person': {
    level: 'L4',
    title: '实证核验认证',
    lead: '办事大厅现场认证，请到窗口办理',
    opens: '额外享受涉金类业务办理服务',
  },
} as const
export type VerificationWay = keyof typeof verificationWays
