import { onMounted, onScopeDispose, type Ref, ref, shallowRef } from 'vue'
import type { Failure } from '../../sync-server/contract/failure.ts'
import { failureOf } from '../shared/call-route.ts'

/** Something that a page shows, fetched when it appears and after everything that changes it. */
export interface Loaded<T> {
  readonly value: Readonly<Ref<T | undefined>>
  readonly failure: Readonly<Ref<Failure | undefined>>
  readonly isBusy: Readonly<Ref<boolean>>
  readonly load: () => Promise<void>
  /** Does something and fetches anew; whether it was done. */
  readonly change: (work: () => Promise<unknown>) => Promise<boolean>
}

/** Fetches what a page shows; what is known stays when that does not succeed. */
export function useLoad<T>(fetchIt: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T>()
  const failure = shallowRef<Failure>()
  const isBusy = ref(false)
  let isGone = false
  const doing = async (work: () => Promise<void>): Promise<boolean> => {
    if (isBusy.value) return false
    isBusy.value = true
    failure.value = undefined
    try {
      await work()
      return true
    } catch (error) {
      failure.value = failureOf(error)
      return false
    } finally {
      isBusy.value = false
    }
  }
  const fetchNow = async (): Promise<void> => {
    const found = await fetchIt()
    if (!isGone) value.value = found
  }
  const load = async (): Promise<void> => void (await doing(fetchNow))
  const change = (work: () => Promise<unknown>): Promise<boolean> =>
    doing(async () => {
      await work()
      await fetchNow()
    })
  onMounted(load)
  onScopeDispose(() => {
    isGone = true
  })
  return { value, failure, isBusy, load, change }
}
