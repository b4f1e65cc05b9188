import { Type } from 'typebox'

/** Why an administrator looks at an account or changes it; its owner reads the same words. */
export const lookUpReasons = {
  'owner-asks': '本人来电或来访',
  appeal: '办理申诉',
  'security-check': '核查安全风险',
  'court-order': '依法协助调查',
} as const
export type LookUpReason = keyof typeof lookUpReasons
export const LookUpReason = Type.Enum(Object.keys(lookUpReasons) as LookUpReason[])
