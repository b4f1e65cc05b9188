import { computed, onMounted, type Ref, ref, watch } from 'vue'
import { useNow } from './useNow.ts'

/** Whole seconds that are left since the page appeared, and what is done at zero; undefined where nothing runs out. */
export function useCountdown(after: () => number | undefined, end: () => void): Readonly<Ref<number | undefined>> {
  const now = useNow()
  const shownAt = ref(now.value)
  onMounted(() => {
    shownAt.value = Date.now()
  })
  const seconds = computed(() => {
    const whole = after()
    if (whole === undefined) return undefined
    const passed = Math.floor(Math.max(0, now.value - shownAt.value) / 1000) // the shared clock may tick a little late
    return Math.max(0, whole - passed)
  })
  watch(seconds, (left) => {
    if (left === 0) end()
  })
  return seconds
}
