import { Type } from 'typebox'
import { AppointmentView } from '../appointment.ts'
import { fieldValue } from '../field.ts'
import { object, oneOf } from '../shape.ts'
import { Instant } from '../staff.ts'
import { cardKinds } from './card-kinds.ts'
import { checkKinds } from './check-kinds.ts'
import { identityKinds } from './identity-kinds.ts'
import { type PartOf, rowsOf } from './language.ts'
import { phoneKinds } from './phone-kinds.ts'
import {
  CheckCaptcha,
  codeForm,
  guardedForm,
  type OnlineStepKind,
  plainForm,
  RenewCaptcha,
  SendToAccount,
} from './online-form.ts'

const NEW_PASSWORD = '6-20个字符,必须由字母或字母和数字组成'
const inRegistration = {
  captcha: { label: '请输入图形验证码' },
  smsCode: { label: '请输入短信验证码' },
} as const

/** A way to prove oneself when the password is forgotten. */
const RecoveryWay = object({
  way: oneOf('phone', 'phone-and-document'),
  maskedPhone: Type.String(),
  maskedDocumentNumber: Type.Optional(Type.String()),
})

/** Every kind of step that the server runs; schemas, handlers, screens and the OpenAPI document follow from this table. */
export const onlineStepKinds = {
  'sign-in': {
    ...guardedForm({
      title: '账号登录',
      fields: ['accountName', 'currentPassword', 'captcha'],
      words: { captcha: { label: '请输入图形验证码' }, accountName: { label: '用户名/手机号/身份证号' } },
      submit: '登录',
    }),
    outcomes: ['signed-in', 'closing'],
  },
  'sign-in-by-sms': {
    ...codeForm(
      {
        title: '短信登录',
        fields: ['phoneNumber', 'captcha', 'smsCode'],
        words: {
          phoneNumber: { placeholder: '请输入手机号' },
          captcha: { label: '请输入图形验证码' },
          smsCode: { label: '请输入验证码', placeholder: '请输入验证码' },
        },
        submit: '登录',
      },
      { channel: 'sms', to: 'phoneNumber' },
    ),
    outcomes: ['signed-in', 'closing'],
  },
  ...cardKinds,
  ...phoneKinds,
  /** Signing in to an account that is about to be closed: take it back, or leave it. */
  'restore-account': {
    title: '账号注销',
    view: 'notice',
    fields: [],
    code: undefined,
    submit: '撤销注销',
    input: object({ eraseAt: Instant }),
    output: object({ act: oneOf('restore', 'keep') }),
    outcomes: ['restored', 'kept'],
  },
  'register-account': {
    ...codeForm(
      {
        title: '注册账号',
        fields: ['username', 'phoneNumber', 'captcha', 'smsCode', 'password', 'passwordAgain', 'agreement'],
        words: inRegistration,
        submit: '注册',
      },
      { channel: 'sms', to: 'phoneNumber' },
    ),
    outcomes: ['registered'],
  },
  ...checkKinds,
  ...identityKinds,
  'name-account': {
    ...guardedForm({ title: '填写账户名', fields: ['accountName', 'captcha'], submit: '下一步' }),
    outcomes: ['named'],
  },
  'choose-recovery-way': {
    title: '验证身份',
    view: 'choice',
    fields: [],
    code: undefined,
    submit: '前往找回',
    input: object({ maskedAccount: Type.String(), ways: Type.Array(RecoveryWay), hotline: Type.String() }),
    output: object({ act: Type.Literal('submit'), way: oneOf('phone', 'phone-and-document') }),
    outcomes: ['chosen'],
  },
  /** The shared step 验证身份: the phone that the account has, and the ID number where recovery asks for it. */
  'verify-phone': {
    ...codeForm(
      {
        title: '验证身份',
        fields: ['residentIdNumber', 'captcha', 'smsCode'],
        words: { residentIdNumber: { label: '身份证号', placeholder: '输入实名认证的身份证号码' } },
        submit: '下一步',
      },
      { channel: 'sms', to: 'account' },
    ),
    output: Type.Union([
      CheckCaptcha,
      RenewCaptcha,
      SendToAccount,
      object({
        act: Type.Literal('submit'),
        smsCode: fieldValue('smsCode'),
        residentIdNumber: Type.Optional(fieldValue('residentIdNumber')),
      }),
    ]),
    outcomes: ['verified'],
  },
  'set-password': {
    ...plainForm({
      title: '设置新密码',
      fields: ['password', 'passwordAgain'],
      words: {
        password: { label: '设置新密码', placeholder: NEW_PASSWORD },
        passwordAgain: { label: '确定新密码', placeholder: '请再次输入密码' },
      },
      submit: '下一步',
    }),
    outcomes: ['set'],
  },
  'change-password': {
    ...plainForm({
      title: '修改密码',
      fields: ['oldPassword', 'password', 'passwordAgain'],
      words: {
        password: { label: '输入新密码', placeholder: NEW_PASSWORD },
        passwordAgain: { label: '确定新密码', placeholder: '请再次输入密码' },
      },
      submit: '下一步',
    }),
    outcomes: ['changed'],
  },
  'set-security-password': {
    ...plainForm({
      title: '设置信息安全密码',
      fields: ['oldSecurityPassword', 'securityPassword', 'securityPasswordAgain'],
      submit: '下一步',
    }),
    output: object({
      act: Type.Literal('submit'),
      oldSecurityPassword: Type.Optional(fieldValue('oldSecurityPassword')),
      securityPassword: fieldValue('securityPassword'),
      securityPasswordAgain: fieldValue('securityPasswordAgain'),
    }),
    outcomes: ['set'],
  },
  'bind-phone': {
    ...codeForm(
      {
        title: '绑定手机',
        fields: ['phoneNumber', 'captcha', 'smsCode'],
        words: { phoneNumber: { label: '手机号码', placeholder: '请输入手机号码' } },
        submit: '下一步',
      },
      { channel: 'sms', to: 'phoneNumber' },
    ),
    outcomes: ['bound'],
  },
  'bind-email': {
    ...codeForm(
      { title: '绑定邮箱', fields: ['email', 'captcha', 'emailCode'], submit: '下一步' },
      { channel: 'email', to: 'email' },
    ),
    outcomes: ['bound'],
  },
  'set-ethnic-group': {
    title: '民族',
    view: 'ethnic-group',
    fields: [],
    code: undefined,
    submit: '保存',
    input: object({
      current: Type.Optional(Type.String()),
      groups: Type.Array(object({ code: Type.String(), name: Type.String() })),
    }),
    output: object({ act: Type.Literal('submit'), ethnicGroupCode: Type.String({ pattern: '^\\d{2}$' }) }),
    outcomes: ['saved'],
  },
  /** Before somebody goes to a counter in vain: is the document still valid? */
  'ask-document-validity': {
    title: '证件有效期',
    view: 'notice',
    fields: [],
    code: undefined,
    submit: '证件在有效期内',
    input: object({}),
    output: object({ act: oneOf('valid', 'expired') }),
    outcomes: ['valid', 'expired'],
  },
  'show-appointment': {
    title: '预约号',
    view: 'notice',
    fields: [],
    code: undefined,
    submit: '完成',
    input: object({
      appointment: AppointmentView,
      bring: Type.Array(Type.String()),
      where: Type.String(),
      hours: Type.String(),
      takes: Type.String(),
    }),
    output: object({ act: Type.Literal('submit') }),
    outcomes: ['seen'],
  },
  'confirm-deregistration': {
    title: '账号注销',
    view: 'notice',
    fields: [],
    code: undefined,
    submit: '仍要注销',
    input: object({
      consequences: Type.Array(Type.String()),
      coolingOffDays: Type.Integer({ minimum: 0 }),
      hotline: Type.String(),
    }),
    output: object({ act: oneOf('confirm', 'keep') }),
    outcomes: ['confirmed', 'erased', 'kept'],
  },
} as const satisfies Record<string, OnlineStepKind>

export type OnlineStepKindName = keyof typeof onlineStepKinds
export type OnlineInputOf<K extends OnlineStepKindName> = PartOf<(typeof onlineStepKinds)[K], 'input'>
export type OnlineOutputOf<K extends OnlineStepKindName> = PartOf<(typeof onlineStepKinds)[K], 'output'>
export type OnlineOutcomeOf<K extends OnlineStepKindName> = (typeof onlineStepKinds)[K]['outcomes'][number]

/** Makes a row of a server-run flow. */
export const onlineRow = rowsOf(onlineStepKinds)

/** Narrows a text to a kind of step that the server runs. */
export function isOnlineStepKind(kind: string): kind is OnlineStepKindName {
  return Object.hasOwn(onlineStepKinds, kind)
}
