import { computed, reactive, ref } from 'vue'
import type { Failure, FailureCode } from '../../sync-server/contract/failure.ts'
import { type FieldId, type FieldRow, fields } from '../../sync-server/contract/field.ts'
import type { OnlineStepKind } from '../../sync-server/contract/flow/online-form.ts'
import { onlineStepKinds } from '../../sync-server/contract/flow/online-kinds.ts'
import type { FormKind } from './form-kind.ts'
import { addressOf, askedFields, type FormInputView, type FormSheet, type FormValues } from './form-sheet.ts'

/** What a form step is given. */
export interface FormProps {
  readonly kind: FormKind
  readonly input: FormInputView
  readonly title: string
  readonly isBusy: boolean
  readonly failure?: Failure | undefined
}

/** What is picked before anybody has touched the form. */
function firstOptions({ fields: asked }: OnlineStepKind): FormValues {
  const first = (field: FieldId): string | undefined => (fields[field] as FieldRow).options?.[0].value
  return Object.fromEntries(asked.flatMap(({ field }) => (first(field) === undefined ? [] : [[field, first(field)]])))
}

/** What a form remembers: the typed values, the faults found here, what was touched since the last answer, and which answer is on its way. */
export function useFormState(props: FormProps) {
  const row = computed((): OnlineStepKind => onlineStepKinds[props.kind])
  const values = reactive<FormValues>(firstOptions(row.value))
  const settledFor = ref<string | undefined>('')
  const address = computed(() => addressOf(row.value, values))
  // The proof holds for the address that was sent along; another one is proved anew.
  const input = computed(() => ({
    ...props.input,
    isCodeSettled: props.input.isCodeSettled === true && settledFor.value === address.value,
  }))
  const sheet = computed((): FormSheet => ({ row: row.value, input: input.value, values }))
  return {
    values,
    row,
    faults: reactive(new Map<FieldId, FailureCode>()),
    edited: reactive(new Set<FieldId>()),
    pending: ref<'submit' | 'captcha' | 'code'>(),
    settledFor,
    sentAddress: ref(''),
    address,
    sheet,
    asked: computed(() => askedFields(sheet.value)),
  }
}

export type FormState = ReturnType<typeof useFormState>
