import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { returnToIn } from './return-to.ts'

/** Where this page leads once it has done its work, and whether somebody asked for that place. */
export function useReturnTo(): { readonly returnTo: ComputedRef<string>; readonly isAsked: ComputedRef<boolean> } {
  const { query } = useRoute()
  return { returnTo: computed(() => returnToIn(query)), isAsked: computed(() => query['returnTo'] !== undefined) }
}
