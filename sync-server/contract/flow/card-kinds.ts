import { Type } from 'typebox'
import { CardStatement } from '../card-statement.ts'
import { DateOnly, DocumentTypeSchema } from '../document/index.ts'
import { object } from '../shape.ts'
import { codeForm, type OnlineStepKind } from './online-form.ts'

/** A card on the reader: the kiosk's own process answers, never the page. */
const cardStep = {
  view: 'card',
  fields: [],
  code: undefined,
  submit: '重新读卡',
  input: object({}),
  output: object({ act: Type.Literal('card'), card: CardStatement }),
  outcomes: ['read'],
} as const

/** Steps of whoever has the identity card along. */
export const cardKinds = {
  /** 刷身份证 in place of typing: the chip fills the form of 实名认证. */
  'read-id-card': { ...cardStep, title: '读取身份证' },
  'confirm-card': {
    title: '核对证件信息',
    view: 'notice',
    fields: [],
    code: undefined,
    submit: '确认并认证',
    input: object({
      documentType: DocumentTypeSchema,
      maskedName: Type.String({ maxLength: 60 }),
      maskedDocumentNumber: Type.String({ maxLength: 30 }),
      validUntil: Type.Union([DateOnly, Type.Literal('long-term')]),
    }),
    output: object({ act: Type.Literal('submit') }),
    outcomes: ['verified', 'bound-elsewhere'],
  },
  /** 刷身份证登录: which account is meant. */
  'sign-in-by-card': { ...cardStep, title: '刷身份证登录' },
  /** What whoever has found or stolen a card does not have: the phone of the account. */
  'prove-card-holder': {
    ...codeForm(
      { title: '验证身份', fields: ['captcha', 'smsCode'], submit: '登录' },
      { channel: 'sms', to: 'account' },
    ),
    outcomes: ['signed-in', 'closing'],
  },
} as const satisfies Record<string, OnlineStepKind>
