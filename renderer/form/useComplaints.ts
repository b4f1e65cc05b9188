import { computed, type Ref, ref, watch } from 'vue'
import type { FieldId } from '../../sync-server/contract/field.ts'
import { firstFault } from '../../sync-server/contract/form-rules.ts'
import { wordsOfCode } from '../shared/failure-words.ts'
import { useNow } from '../shared/useNow.ts'
import { faultsOf, fieldOf } from './form-sheet.ts'
import type { FormProps, FormState } from './useFormState.ts'

/** Whole seconds that a failure asks to wait before another try; the primary button is closed for so long. */
function usePause(props: FormProps): Readonly<Ref<number>> {
  const now = useNow()
  const retryAt = ref(0)
  watch(
    () => props.isBusy,
    (isBusy) => {
      const pauseS = isBusy ? undefined : props.failure?.retryAfterS
      if (pauseS !== undefined) retryAt.value = Date.now() + pauseS * 1000
    },
    { immediate: true },
  )
  return computed(() => Math.max(0, Math.ceil((retryAt.value - now.value) / 1000)))
}

/** What is wrong with a form and where it is told: a field's own fault first, else what the server said about it. */
export function useComplaints(props: FormProps, state: FormState) {
  const { faults, edited, values, asked, sheet } = state
  const failed = computed(() => (state.pending.value && props.isBusy ? undefined : props.failure))
  const failedField = computed(() => (failed.value ? fieldOf(failed.value.code, asked.value) : undefined))

  /** Told when a field is left, so that a rule is not learned only at the end. */
  function check(field: FieldId): void {
    const fault = values[field] ? firstFault([field], values) : undefined
    if (fault) faults.set(field, fault.code)
  }

  /** Tells every fault; returns the first field that has one. */
  function checkAll(): FieldId | undefined {
    faults.clear()
    for (const [field, code] of faultsOf(sheet.value)) faults.set(field, code)
    return [...faults.keys()][0]
  }

  function complaintOf(field: FieldId) {
    const told = failedField.value === field && !edited.has(field) ? failed.value?.code : undefined
    const code = faults.get(field) ?? told
    return code ? wordsOfCode(code) : undefined
  }

  return {
    check,
    checkAll,
    complaintOf,
    failedAbove: computed(() => (failedField.value ? undefined : failed.value)),
    waitS: usePause(props),
  }
}
