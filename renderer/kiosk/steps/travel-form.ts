import { computed, type ComputedRef, reactive, ref } from 'vue'
import { isCalendarDay } from '../../../sync-server/contract/document/document-number.ts'
import { digitsOf } from '../../shared/format.ts'
import { travelTexts as words } from './travel-texts.ts'

type Complaint = { readonly title: string; readonly action: string }

/** `2018-06-06` from eight typed digits; nothing for a day that there is not. */
export function dayOf(typed: string): string | undefined {
  const digits = digitsOf(typed, 8)
  if (digits.length !== 8 || !isCalendarDay(digits)) return undefined
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

/** What a clerk types from a document: texts and days, and what is wrong with each once somebody has tried to go on. */
export interface TravelFields<Text extends string, Day extends string> {
  readonly values: Record<Text | Day, string>
  complaintOf(field: Text | Day): Complaint | undefined
  /** Whether all of it is filled in; from the first look on, complaints show. */
  look(): boolean
  day(field: Day): string
  readonly isWhole: ComputedRef<boolean>
}

export function travelFields<Text extends string, Day extends string>(
  texts: readonly Text[],
  days: readonly Day[],
  begun: Partial<Record<Text | Day, string>> = {},
): TravelFields<Text, Day> {
  const all = [...texts, ...days]
  const values = reactive(Object.fromEntries(all.map((name) => [name, begun[name] ?? '']))) as Record<
    Text | Day,
    string
  >
  const isLookedAt = ref(false)
  const wrong = (field: Text | Day): Complaint | undefined => {
    if (values[field].trim() === '') return words.emptyWrong
    return days.some((each) => each === field) && dayOf(values[field]) === undefined ? words.dayWrong : undefined
  }
  const isWhole = computed(() => all.every((field) => wrong(field) === undefined))
  return {
    values,
    complaintOf: (field) => (isLookedAt.value ? wrong(field) : undefined),
    look: () => {
      isLookedAt.value = true
      return isWhole.value
    },
    day: (field) => dayOf(values[field]) ?? '',
    isWhole,
  }
}
