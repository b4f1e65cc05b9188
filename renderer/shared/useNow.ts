import { customRef, onScopeDispose, type Ref } from 'vue'

/** The wall clock in milliseconds for countdowns: right whenever it is read, and read again four times a second. */
export function useNow(): Readonly<Ref<number>> {
  let tick = (): void => undefined
  const now = customRef<number>((track, trigger) => {
    tick = trigger
    return {
      get: () => {
        track()
        return Date.now()
      },
      set: () => undefined,
    }
  })
  const timer = setInterval(() => tick(), 250)
  onScopeDispose(() => clearInterval(timer))
  return now
}
