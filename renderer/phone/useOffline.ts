import { onScopeDispose, type Ref, ref } from 'vue'

/** Whether the browser knows that it has no network at all. */
export function useOffline(): Readonly<Ref<boolean>> {
  const isOffline = ref(!navigator.onLine)
  const look = (): void => {
    isOffline.value = !navigator.onLine
  }
  for (const event of ['online', 'offline'] as const) addEventListener(event, look)
  onScopeDispose(() => {
    for (const event of ['online', 'offline'] as const) removeEventListener(event, look)
  })
  return isOffline
}
