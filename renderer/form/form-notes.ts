import { HOTLINE } from '../../sync-server/contract/user-agreement.ts'
import { citizenTexts } from '../shared/citizen-texts.ts'
import type { FormKind } from './form-kind.ts'
import type { FormInputView } from './form-sheet.ts'

/** What the manual says around a form besides its fields. */
export interface FormNotes {
  readonly leads: readonly string[]
  /** Other flows that somebody here may look for. */
  readonly links: readonly { readonly label: string; readonly flow: string }[]
  readonly help: { readonly title: string; readonly lead: string } | undefined
  /** A way on that is not the primary one. */
  readonly otherAnswer: { readonly label: string; readonly answer: object } | undefined
  /** Reading the card in place of typing, where there is a reader. */
  readonly byCard: { readonly label: string; readonly lead: string; readonly answer: object } | undefined
  /** What to do about a document that another account holds. */
  readonly appeals: readonly string[]
}

const words = citizenTexts.notes
const none: FormNotes = {
  leads: [],
  links: [],
  help: undefined,
  otherAnswer: undefined,
  byCard: undefined,
  appeals: [],
}
const [rebind, appeal] = words.boundElsewhere
const signInLinks = [
  { label: citizenTexts.flow.register, flow: 'register-account' },
  { label: citizenTexts.flow.forgot, flow: 'recover-access' },
]
const ofKind: Partial<Record<FormKind, Partial<FormNotes>>> = {
  'sign-in': { leads: [words.pass], links: signInLinks },
  'sign-in-by-sms': { leads: [words.pass], links: signInLinks.slice(0, 1) },
  'register-account': {
    leads: [words.register],
    links: [{ label: citizenTexts.service.signIn, flow: 'sign-in' }],
  },
  'real-name': {
    leads: [words.realName],
    otherAnswer: { label: words.skip, answer: { act: 'skip' } },
    byCard: { label: citizenTexts.card.inPlace, lead: citizenTexts.card.inPlaceLead, answer: { act: 'by-card' } },
    appeals: [rebind, appeal + HOTLINE],
  },
  'bank-card': { leads: [words.debitOnly] },
  'bind-phone': { leads: [words.onePhone, words.whyPhone] },
}
const noMessage = { title: words.noMessage, lead: words.noMessageLead }

/** The notes of a form; those of 验证身份 depend on what is asked this time. */
export function formNotes(kind: FormKind, input: FormInputView): FormNotes {
  if (kind !== 'verify-phone') return { ...none, ...ofKind[kind] }
  const isWithoutDocument = (input.omitted ?? []).includes('residentIdNumber')
  return { ...none, leads: [isWithoutDocument ? words.byPhone : words.byPhoneAndDocument], help: noMessage }
}
