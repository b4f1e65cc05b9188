import { onScopeDispose, type Ref, ref } from 'vue'

/** The wall clock in milliseconds, four times a second, for countdowns. */
export function useNow(): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, 250)
  onScopeDispose(() => clearInterval(timer))
  return now
}
