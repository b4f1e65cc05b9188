import { onScopeDispose, type Ref, ref, watch } from 'vue'

const PATIENCE_MS = 400

/** True once something has lasted so long that a person wonders. */
export function useSlow(isBusy: () => boolean): Readonly<Ref<boolean>> {
  const isSlow = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const set = (busy: boolean): void => {
    clearTimeout(timer)
    isSlow.value = false
    if (busy) timer = setTimeout(() => (isSlow.value = true), PATIENCE_MS)
  }
  watch(isBusy, set, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return isSlow
}
