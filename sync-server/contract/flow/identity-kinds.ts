import { Type } from 'typebox'
import { AppealProof, AppealReason, AppealText, AppealView } from '../appeal.ts'
import { object, oneOf } from '../shape.ts'
import { codeForm, type OnlineStepKind } from './online-form.ts'

/** Ways on for somebody whose document is another account's. */
export const elsewhereWays = ['take-over', 'appeal', 'in-person'] as const

/** Steps in which a document leaves an account, or is claimed from another one (manual 1.1, 1.3.3). */
export const identityKinds = {
  'confirm-unbinding': {
    title: '解绑',
    view: 'notice',
    fields: [],
    code: undefined,
    submit: '确认解绑',
    input: object({
      maskedName: Type.String({ maxLength: 60 }),
      maskedDocumentNumber: Type.String({ maxLength: 30 }),
      consequences: Type.Array(Type.String()),
    }),
    output: object({ act: oneOf('confirm', 'keep') }),
    outcomes: ['unbound', 'kept'],
  },
  /** 该证件已被其他账号绑定: 换绑, 人工申诉, or 改到现场办. */
  'bound-elsewhere': {
    title: '证件已绑定其他账号',
    view: 'choice',
    fields: [],
    code: undefined,
    submit: '下一步',
    input: object({
      maskedName: Type.String({ maxLength: 60 }),
      maskedDocumentNumber: Type.String({ maxLength: 30 }),
      /** Phone of the other account; absent when it has none, and the document can only be claimed from staff. */
      maskedPhone: Type.Optional(Type.String({ maxLength: 20 })),
      ways: Type.Array(Type.Enum(elsewhereWays)),
      hotline: Type.String(),
    }),
    output: object({ act: Type.Enum(elsewhereWays) }),
    outcomes: [...elsewhereWays],
  },
  /** The phone of the account that has the document: whoever holds both may take it over. */
  'prove-former-phone': {
    ...codeForm(
      { title: '验证原账号', fields: ['captcha', 'smsCode'], submit: '确认换绑' },
      { channel: 'sms', to: 'account' },
    ),
    outcomes: ['taken-over'],
  },
  'open-appeal': {
    title: '人工申诉',
    view: 'choice',
    fields: [],
    code: undefined,
    submit: '提交申诉',
    input: object({ maskedPhone: Type.Optional(Type.String({ maxLength: 20 })) }),
    output: object({
      act: Type.Literal('submit'),
      reason: AppealReason,
      proofs: Type.Array(AppealProof, { maxItems: 3, uniqueItems: true }),
      words: AppealText,
    }),
    outcomes: ['opened'],
  },
  'show-appeal': {
    title: '申诉编号',
    view: 'notice',
    fields: [],
    code: undefined,
    submit: '完成',
    input: object({ appeal: AppealView, where: Type.String(), hours: Type.String(), hotline: Type.String() }),
    output: object({ act: Type.Literal('submit') }),
    outcomes: ['seen'],
  },
} as const satisfies Record<string, OnlineStepKind>
