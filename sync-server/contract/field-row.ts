import type { FailureCode } from './failure.ts'

/** Which on-screen keyboard a field calls for. */
export type KeyboardLayout = 'digits' | 'id-number' | 'letters' | 'pinyin' | 'email'

/** One answer that can be picked. */
export interface FieldOption {
  readonly value: string
  readonly label: string
}

/** One thing that a citizen fills in; words are the manual's own. */
export interface FieldRow {
  readonly label: string
  readonly placeholder: string
  readonly keyboard: KeyboardLayout
  /** `captcha` shows the picture beside it, `code` the button 获取验证码, `secret` hides what is typed, `choice` shows its options. */
  readonly kind: 'text' | 'secret' | 'captcha' | 'code' | 'tick' | 'choice'
  readonly maxLength: number
  /** What can be picked; the first one is picked before anybody touches it. */
  readonly options?: readonly [FieldOption, ...FieldOption[]]
  /** Why what was typed cannot be right; kiosk and server run the same rule. */
  readonly fault: (value: string) => FailureCode | undefined
}

/** A line to type in. */
export const text = (row: Omit<FieldRow, 'kind'>): FieldRow => ({ kind: 'text', ...row })

/** A few answers, of which one is picked. */
export function choice(label: string, options: readonly [FieldOption, ...FieldOption[]]): FieldRow {
  const fault = (value: string) => (options.some((option) => option.value === value) ? undefined : 'field.empty')
  return { label, placeholder: '', keyboard: 'letters', kind: 'choice', maxLength: 40, options, fault }
}

/** A rule that a pattern says whole. */
export const matching =
  (pattern: RegExp, code: FailureCode) =>
  (value: string): FailureCode | undefined =>
    pattern.test(value) ? undefined : code
