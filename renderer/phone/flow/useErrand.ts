import { computed, onScopeDispose, watch } from 'vue'
import type { PhoneErrand } from '../../../sync-server/contract/flow/online-form.ts'
import { isOnlineStepKind, onlineStepKinds } from '../../../sync-server/contract/flow/online-kinds.ts'
import type { Phone } from '../client/phone.ts'
import type { FlowInHand } from './useFlow.ts'

/** Follows a flow while its step is done elsewhere on the phone, and goes on by itself once that is confirmed. */
export function useErrand({ follow }: Pick<Phone, 'follow'>, { state, adopt, answer, isBusy }: FlowInHand): void {
  const errand = computed(() => {
    const { step } = state.value ?? {}
    const isErrand = step && isOnlineStepKind(step.kind) && onlineStepKinds[step.kind].view === 'phone'
    return isErrand ? (step.input as PhoneErrand) : undefined
  })
  const followed = computed(() => (errand.value ? state.value?.id : undefined))
  let stop = new AbortController()
  watch(
    followed,
    (flowId) => {
      stop.abort()
      stop = new AbortController()
      if (flowId !== undefined) void follow(flowId, adopt, stop.signal)
    },
    { immediate: true },
  )
  watch(
    () => errand.value?.state === 'confirmed' && !isBusy.value,
    (isReady) => {
      if (isReady) void answer({ act: 'collect' })
    },
  )
  onScopeDispose(() => stop.abort())
}
