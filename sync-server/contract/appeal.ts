import { Type, type Static } from 'typebox'
import { DocumentTypeSchema } from './document/index.ts'
import { drawnNumber, groupDrawnNumber } from './drawn-number.ts'
import { AssuranceLevel } from './level.ts'
import { object } from './shape.ts'
import { Instant } from './staff.ts'

/** 人工申诉 (manual 1.1): whose document is bound to another account, and staff have to say whose it becomes. */
export const appealStates = {
  accepted: '已受理',
  'in-progress': '处理中',
  agreed: '已同意',
  rejected: '已驳回',
  withdrawn: '已撤回',
} as const
export type AppealState = keyof typeof appealStates

/** Whether somebody still has to act on a case. */
export function isOpenAppeal(state: AppealState): boolean {
  return state === 'accepted' || state === 'in-progress'
}

/** Why somebody appeals. */
export const appealReasons = {
  'old-account': '是我以前的账号，手机号已不再使用',
  'other-person': '别人用我的证件认证了账号',
  unknown: '我不知道这个账号',
  'at-counter': '我带证件原件到窗口核对',
} as const
export type AppealReason = keyof typeof appealReasons

/** What an appellant can show at a counter. */
export const appealProofs = {
  'document-original': '本人有效证件原件',
  'phone-history': '原手机号码的使用凭证',
  'police-report': '公安机关报案回执',
} as const
export type AppealProof = keyof typeof appealProofs

const idOf = <T extends string>(table: Readonly<Record<T, string>>) => Type.Enum(Object.keys(table) as T[])
export const AppealState = idOf(appealStates)
export const AppealReason = idOf(appealReasons)
export const AppealProof = idOf(appealProofs)

/** Longest text that an appellant, or whoever decides, can write. */
export const APPEAL_TEXT_LENGTH = 200
export const AppealText = Type.String({ maxLength: APPEAL_TEXT_LENGTH })
/** What staff answer: never nothing. */
export const AppealAnswer = Type.String({ minLength: 1, maxLength: APPEAL_TEXT_LENGTH })

const PREFIX = 'S'
export const AppealNumber = Type.String({ pattern: '^S\\d{9}$' })
/** The number of a case from digits that were drawn at random; the letter tells it from an appointment's. */
export const appealNumber = (drawn: string): string => PREFIX + drawnNumber(drawn)
/** In groups of three, as it is shown and said. */
export const groupAppealNumber = (number: string): string => `${PREFIX} ${groupDrawnNumber(number.slice(1))}`

/** A case as its appellant sees it. */
export const AppealView = object({
  number: AppealNumber,
  state: AppealState,
  reason: AppealReason,
  openedAt: Instant,
  decidedAt: Type.Optional(Instant),
  answer: Type.Optional(AppealText),
})
export type AppealView = Static<typeof AppealView>

/** A case as staff at a counter see it: who says what of which document, and who has it now; masked by the server. */
export const AppealCase = object({
  ...AppealView.properties,
  proofs: Type.Array(AppealProof),
  words: AppealText,
  documentType: DocumentTypeSchema,
  maskedName: Type.String({ maxLength: 60 }),
  maskedDocumentNumber: Type.String({ maxLength: 30 }),
  maskedPhone: Type.Optional(Type.String({ maxLength: 20 })),
  /** The account that the document is bound to now; absent once it is free. */
  holder: Type.Optional(object({ maskedPhone: Type.Optional(Type.String({ maxLength: 20 })), level: AssuranceLevel })),
  /** Staff number of whoever has taken the case. */
  takenBy: Type.Optional(Type.String({ maxLength: 32 })),
})
export type AppealCase = Static<typeof AppealCase>
